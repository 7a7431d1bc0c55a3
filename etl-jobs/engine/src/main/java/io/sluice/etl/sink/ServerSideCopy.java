package io.sluice.etl.sink;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.api.RequestFactory;
import org.apache.hadoop.fs.store.audit.AuditSpan;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Copies objects within a bucket without moving their bytes through this process; S3A itself copies only to rename. */
final class ServerSideCopy {
    /** What S3 copies in one request. */
    private static final long MOST_BYTES = 5L << 30;

    private ServerSideCopy() {}

    /**
     * Copies an object to another key of the same bucket.
     *
     * @return false when it is too large for one request, and nothing was done
     */
    static boolean copied(FileSystem fileSystem, Path from, Path to) throws IOException {
        S3AFileSystem s3a = (S3AFileSystem) fileSystem;
        try (AuditSpan span = s3a.createSpan("op_copy", from.toString(), to.toString())) {
            span.activate();
            HeadObjectResponse source = s3a.getS3AInternals().getObjectMetadata(from);
            if (source.contentLength() > MOST_BYTES) {
                return false;
            }
            RequestFactory requests = s3a.getRequestFactory();
            s3a.getS3AInternals()
                    .getAmazonS3Client("copy of a data file")
                    .copyObject(requests.newCopyObjectRequestBuilder(s3a.pathToKey(from), s3a.pathToKey(to), source)
                            .build());
            return true;
        } catch (SdkException failure) {
            throw S3AUtils.translateException("copy", from, failure);
        }
    }
}
