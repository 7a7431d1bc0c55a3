package io.sluice.etl.source;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.hadoop.fs.FileSystem;

/** What the operating system can keep in memory of files that are written and soon read again. */
final class PageCache {
    /** The other half is for the landing, for tables, and for whoever else works on the machine. */
    private static final int SHARE = 2;

    private PageCache() {}

    /** Bytes of files that need not come back from a disk; none where files leave the machine. */
    static long of(FileSystem fileSystem) {
        if (!"file".equals(fileSystem.getUri().getScheme())) {
            return 0;
        }
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(0, memory - Runtime.getRuntime().maxMemory()) / SHARE;
    }
}
