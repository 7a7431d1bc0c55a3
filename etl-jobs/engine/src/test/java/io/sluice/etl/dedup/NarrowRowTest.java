package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class NarrowRowTest {
    @Property
    void givesBackWhatWasPutInOfALandedRow(
            @ForAll byte[] key,
            @ForAll @IntRange int file,
            @ForAll @LongRange long position,
            @ForAll long hash,
            @ForAll long partition,
            @ForAll boolean delete) {
        OrderedBytes bytes = begun(key);
        NarrowRow.putLanded(bytes, file, position, hash, partition, delete);
        byte[] row = bytes.toArray();

        assertThat(NarrowRow.isWrapped(row)).isFalse();
        assertThat(NarrowRow.isPublished(row)).isFalse();
        assertThat(NarrowRow.isReplaced(row)).isFalse();
        assertThat(NarrowRow.isHashed(row)).isTrue();
        assertThat(NarrowRow.key(row)).isEqualTo(key(key));
        assertThat(NarrowRow.partition(row)).isEqualTo(partition);
        assertThat(NarrowRow.file(row)).isEqualTo(file);
        assertThat(NarrowRow.position(row)).isEqualTo(position);
        assertThat(NarrowRow.contentHash(row)).isEqualTo(hash);
        assertThat(NarrowRow.isDelete(row)).isEqualTo(delete);
    }

    @Property
    void givesBackWhatWasPutInOfAPublishedRow(
            @ForAll byte[] key,
            @ForAll @IntRange int file,
            @ForAll @LongRange long position,
            @ForAll long hash,
            @ForAll boolean hashed,
            @ForAll @IntRange int dataFile,
            @ForAll boolean delete,
            @ForAll boolean replaced) {
        OrderedBytes bytes = begun(key);
        NarrowRow.putPublished(bytes, file, position, hashed ? (Long) hash : null, dataFile, delete, replaced);
        byte[] row = bytes.toArray();

        assertThat(NarrowRow.isPublished(row)).isTrue();
        assertThat(NarrowRow.key(row)).isEqualTo(key(key));
        assertThat(NarrowRow.dataFile(row)).isEqualTo(dataFile);
        assertThat(NarrowRow.file(row)).isEqualTo(file);
        assertThat(NarrowRow.position(row)).isEqualTo(position);
        assertThat(NarrowRow.isHashed(row)).isEqualTo(hashed);
        assertThat(NarrowRow.contentHash(row)).isEqualTo(hashed ? hash : 0);
        assertThat(NarrowRow.isDelete(row)).isEqualTo(delete);
        assertThat(NarrowRow.isReplaced(row)).isEqualTo(replaced);
    }

    @Property
    void tellsKeysApart(@ForAll byte[] left, @ForAll byte[] right) {
        assertThat(NarrowRow.sameKey(row(left, 1, 1, 1), row(right, 2, 2, 2))).isEqualTo(Arrays.equals(left, right));
    }

    @Property
    void sendsAKeyToOnePlaceWhateverFollows(@ForAll byte[] key, @ForAll @IntRange int file, @ForAll long hash) {
        KeyPartitioner partitioner = new KeyPartitioner(7);

        int place = partitioner.of(row(key, file, 5, hash));

        assertThat(place).isEqualTo(partitioner.of(row(key, 0, 0, 0)));
        assertThat(place).isBetween(0, 6);
    }

    @Property
    void ordersRowsOfAKeyByFileThenPosition(
            @ForAll @IntRange(max = 3) int leftFile,
            @ForAll @LongRange(max = 3) long leftPosition,
            @ForAll @IntRange(max = 3) int rightFile,
            @ForAll @LongRange(max = 3) long rightPosition,
            @ForAll long leftHash,
            @ForAll long rightHash) {
        int expected = leftFile != rightFile
                ? Integer.compare(leftFile, rightFile)
                : Long.compare(leftPosition, rightPosition);
        int found = Arrays.compareUnsigned(
                row(new byte[] {1}, leftFile, leftPosition, leftHash),
                row(new byte[] {1}, rightFile, rightPosition, rightHash));

        if (expected != 0) {
            assertThat(Integer.signum(found)).isEqualTo(expected);
        }
    }

    @Property
    void wrapsSummariesAndOffsetsAndSendsThemToAPlaceOfTheirOwn(@ForAll byte[] serialized) {
        byte[] summary = NarrowRow.summary(serialized);
        byte[] offsets = NarrowRow.offsets(serialized);

        assertThat(NarrowRow.isSummary(summary)).isTrue();
        assertThat(NarrowRow.isSummary(offsets)).isFalse();
        for (byte[] wrapped : new byte[][] {summary, offsets}) {
            assertThat(NarrowRow.isWrapped(wrapped)).isTrue();
            assertThat(NarrowRow.unwrapped(wrapped)).isEqualTo(serialized);
            assertThat(new KeyPartitioner(7).of(wrapped)).isEqualTo(7);
        }
        assertThat(new KeyPartitioner(7).numPartitions()).isEqualTo(8);
    }

    @Example
    void spreadsKeysEvenly() {
        Integer[] rows = {0, 0, 0, 0};
        KeyPartitioner partitioner = new KeyPartitioner(rows.length);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            rows[partitioner.of(row(key, 0, 0, 0))]++;
        }

        assertThat(rows).allSatisfy(count -> assertThat(count).isBetween(2_000, 3_000));
    }

    private static byte[] row(byte[] key, int file, long position, long hash) {
        OrderedBytes bytes = begun(key);
        NarrowRow.putLanded(bytes, file, position, hash, 0, false);
        return bytes.toArray();
    }

    private static OrderedBytes begun(byte[] key) {
        OrderedBytes bytes = new OrderedBytes();
        NarrowRow.beginKey(bytes);
        bytes.putBinary(key);
        NarrowRow.endKey(bytes);
        bytes.putByte(9);
        return bytes;
    }

    private static byte[] key(byte[] value) {
        OrderedBytes bytes = new OrderedBytes();
        bytes.putBinary(value);
        return bytes.toArray();
    }
}
