package io.sluice.etl.dedup;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/** A number for a partition that every task finds without asking: 64 bits of its name's hash. */
final class PartitionId {
    private static final long SEED = 42L;

    private PartitionId() {}

    static long of(byte[] name) {
        return XXH64.hashUnsafeBytes(name, Platform.BYTE_ARRAY_OFFSET, name.length, SEED);
    }

    static long of(String name) {
        return of(name.getBytes(StandardCharsets.UTF_8));
    }
}
