package io.sluice.etl.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.impl.PutObjectOptions;
import org.apache.hadoop.fs.store.audit.AuditSpan;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes an object of S3 by a PUT on the condition that there is none of its key ({@code If-None-Match: *}).
 *
 * <p>S3A of Hadoop 3.4.1 has no such call, but lends the client that it made, so that endpoint, region, credentials,
 * encryption and retries are those of its own settings. The condition is sent as a header because the client that this
 * version of S3A asks for has no method for it yet.
 */
final class ConditionalPut implements ExclusiveCreation {
    private static final String CONDITION = "If-None-Match";
    /** What marks an object as made by one call, for a call that was answered once and sent twice. */
    private static final String ATTEMPT = "sluice-attempt";

    private static final int PRECONDITION_FAILED = 412;
    /** S3's answer while another request for the same key is in flight. */
    private static final int CONFLICT = 409;

    private static final int MOST_CONFLICTS = 20;

    private final S3AFileSystem fileSystem;
    private boolean proven;

    ConditionalPut(FileSystem fileSystem) {
        this.fileSystem = (S3AFileSystem) fileSystem;
    }

    @Override
    public boolean create(Path file, byte[] content) throws IOException {
        proveConditions(file.getParent());
        return put(file, content);
    }

    /** A store that does not know the condition would replace documents without a word. */
    private synchronized void proveConditions(Path folder) throws IOException {
        if (proven) {
            return;
        }
        Path probe = new Path(folder, "_probe." + UUID.randomUUID());
        try {
            put(probe, new byte[] {1});
            if (put(probe, new byte[] {2})) {
                throw new IOException(
                        "the store behind %s replaces an object although it is told %s: *; two runs could publish at once. Keep the table on a store that honours conditional writes"
                                .formatted(folder, CONDITION));
            }
            proven = true;
        } finally {
            fileSystem.delete(probe, false);
        }
    }

    private boolean put(Path file, byte[] content) throws IOException {
        String attempt = UUID.randomUUID().toString();
        PutObjectRequest request = request(file, content.length, attempt);
        try (AuditSpan span = fileSystem.createSpan("op_create", file.toString(), null)) {
            span.activate();
            for (int conflicts = 0; ; conflicts++) {
                try {
                    fileSystem
                            .getS3AInternals()
                            .getAmazonS3Client("conditional PUT")
                            .putObject(request, RequestBody.fromBytes(content));
                    return true;
                } catch (S3Exception refused) {
                    if (refused.statusCode() == PRECONDITION_FAILED) {
                        return isOf(attempt, file);
                    }
                    if (refused.statusCode() != CONFLICT || conflicts == MOST_CONFLICTS) {
                        throw refused;
                    }
                }
            }
        } catch (SdkException failure) {
            throw S3AUtils.translateException("create", file, failure);
        }
    }

    private PutObjectRequest request(Path file, long length, String attempt) {
        PutObjectRequest plain = fileSystem
                .getRequestFactory()
                .newPutObjectRequestBuilder(fileSystem.pathToKey(file), PutObjectOptions.keepingDirs(), length, false)
                .build();
        return plain.toBuilder()
                .metadata(Map.of(ATTEMPT, attempt))
                .overrideConfiguration(plain.overrideConfiguration()
                        .map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .putHeader(CONDITION, "*")
                        .build())
                .build();
    }

    /** Whether the object that is in the way was made by this call, whose first answer got lost. */
    private boolean isOf(String attempt, Path file) throws IOException {
        try {
            return attempt.equals(fileSystem
                    .getS3AInternals()
                    .getObjectMetadata(file)
                    .metadata()
                    .get(ATTEMPT));
        } catch (FileNotFoundException deletedMeanwhile) {
            return false;
        }
    }
}
