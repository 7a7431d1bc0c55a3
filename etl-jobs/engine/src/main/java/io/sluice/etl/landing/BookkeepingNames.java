package io.sluice.etl.landing;

import java.util.List;

/**
 * Names of files that are not, or not yet, data: what producers and file systems write beside it.
 *
 * <p>Flume and Hadoop ({@code .tmp}, {@code ._COPYING_}, {@code _temporary}, {@code _SUCCESS}), Kafka Connect HDFS
 * ({@code +tmp}, {@code _tmp}), Firehose ({@code processing-failed}), Logstash (its access test).
 */
final class BookkeepingNames {
    private static final List<String> FILE_ENDS = List.of(".tmp", "_tmp", "._COPYING_");
    private static final List<String> FOLDER_ENDS = List.of("+tmp", "_temporary", "processing-failed");
    private static final String LOGSTASH_TEST = "logstash-programmatic-access-test-object-";

    private BookkeepingNames() {}

    /** Whether a file at a relative path, by its name or a folder above it, is no data. */
    static boolean contain(String path) {
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            if (isHidden(names[i]) || endsWithAny(names[i], FOLDER_ENDS)) {
                return true;
            }
        }
        String name = names[names.length - 1];
        return isHidden(name) || endsWithAny(name, FILE_ENDS) || name.startsWith(LOGSTASH_TEST);
    }

    /** Whether a file holds checksums of its neighbour ({@code ChecksumFileSystem}); it belongs to that file. */
    static boolean isChecksum(String name) {
        return name.startsWith(".") && name.endsWith(".crc");
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    private static boolean endsWithAny(String name, List<String> ends) {
        return ends.stream().anyMatch(name::endsWith);
    }
}
