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
    void givesBackWhatWasPutIn(
            @ForAll byte[] key,
            @ForAll @IntRange int file,
            @ForAll @LongRange long position,
            @ForAll long hash,
            @ForAll @IntRange(min = -1) int dataFile) {
        byte[] row = row("region=서울/dt=2021-07-21", key, file, position, hash, dataFile);

        assertThat(NarrowRow.isSummary(row)).isFalse();
        assertThat(NarrowRow.partition(row)).isEqualTo("region=서울/dt=2021-07-21");
        assertThat(NarrowRow.file(row)).isEqualTo(file);
        assertThat(NarrowRow.position(row)).isEqualTo(position);
        assertThat(NarrowRow.contentHash(row)).isEqualTo(hash);
        assertThat(NarrowRow.dataFile(row)).isEqualTo(dataFile);
    }

    @Property
    void tellsWindowsApartByPartitionAndKey(@ForAll byte[] left, @ForAll byte[] right) {
        byte[] one = row("dt=1", left, 1, 1, 1, 1);
        byte[] two = row("dt=1", right, 2, 2, 2, 2);

        assertThat(NarrowRow.sameWindow(one, two)).isEqualTo(Arrays.equals(left, right));
        assertThat(NarrowRow.sameWindow(one, row("dt=2", left, 1, 1, 1, 1))).isFalse();
    }

    @Property
    void sendsAWindowToOnePlaceWhateverFollows(@ForAll byte[] key, @ForAll @IntRange int file, @ForAll long hash) {
        WindowPartitioner partitioner = new WindowPartitioner(7);

        int place = partitioner.getPartition(row("dt=1", key, file, 5, hash, 0));

        assertThat(place).isEqualTo(partitioner.getPartition(row("dt=1", key, 0, 0, 0, -1)));
        assertThat(place).isBetween(0, 6);
    }

    @Property
    void ordersRowsOfAWindowByFileThenPosition(
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
                row("dt=1", new byte[] {1}, leftFile, leftPosition, leftHash, -1),
                row("dt=1", new byte[] {1}, rightFile, rightPosition, rightHash, 0));

        if (expected != 0) {
            assertThat(Integer.signum(found)).isEqualTo(expected);
        }
    }

    @Property
    void wrapsASummaryAndSendsItToAPlaceOfItsOwn(@ForAll byte[] serialized) {
        byte[] summary = NarrowRow.summary(serialized);

        assertThat(NarrowRow.isSummary(summary)).isTrue();
        assertThat(NarrowRow.summarized(summary)).isEqualTo(serialized);
        assertThat(new WindowPartitioner(7).getPartition(summary)).isEqualTo(7);
        assertThat(new WindowPartitioner(7).numPartitions()).isEqualTo(8);
    }

    @Example
    void spreadsWindowsEvenly() {
        Integer[] rows = {0, 0, 0, 0};
        WindowPartitioner partitioner = new WindowPartitioner(rows.length);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            rows[partitioner.getPartition(row("dt=2021-07-21", key, 0, 0, 0, -1))]++;
        }

        assertThat(rows).allSatisfy(count -> assertThat(count).isBetween(2_000, 3_000));
    }

    private static byte[] row(String partition, byte[] key, int file, long position, long hash, int dataFile) {
        OrderedBytes bytes = new OrderedBytes();
        NarrowRow.beginWindow(bytes);
        bytes.putBinary(partition.getBytes(StandardCharsets.UTF_8));
        bytes.putBinary(key);
        NarrowRow.endWindow(bytes);
        bytes.putByte(9);
        NarrowRow.putDelivery(bytes, file, position, hash, dataFile);
        return bytes.toArray();
    }
}
