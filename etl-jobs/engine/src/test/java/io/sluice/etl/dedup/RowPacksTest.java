package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Every row arrives at the partition of its key, in the order of the task, and packs are of a size that Spark likes. */
final class RowPacksTest {
    private static final int SIZE = 32 << 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 3_000})
    void eachPartitionGetsItsRowsInOrder(int keys) {
        KeyPartitioner partitioner = new KeyPartitioner(keys);
        List<byte[]> rows = rows(20_000);
        rows.add(5_000, NarrowRow.summary(new byte[100_000]));
        rows.add(6_000, row(new byte[70_000]));
        Map<Integer, List<byte[]>> expected = new HashMap<>();
        rows.forEach(row -> expected.computeIfAbsent(partitioner.of(row), ignored -> new ArrayList<>())
                .add(row));

        Map<Integer, List<byte[]>> packs = new HashMap<>();
        RowPacks.packed(rows.iterator(), partitioner)
                .forEachRemaining(pack -> packs.computeIfAbsent(pack._1(), ignored -> new ArrayList<>())
                        .add(pack._2()));

        assertThat(packs.keySet()).isEqualTo(expected.keySet());
        expected.forEach((partition, ofPartition) -> {
            List<byte[]> found = new ArrayList<>();
            RowPacks.rows(packs.get(partition).iterator()).forEachRemaining(found::add);
            assertThat(found).containsExactlyElementsOf(ofPartition);
        });
        packs.values().stream().flatMap(List::stream).forEach(pack -> {
            Iterator<byte[]> ofPack = RowPacks.rows(List.of(pack).iterator());
            ofPack.next();
            assertThat(pack.length <= SIZE || !ofPack.hasNext()).isTrue();
        });
    }

    @Test
    void aPackIsFullBeforeTheNextOneBegins() {
        Iterator<Tuple2<Integer, byte[]>> packs = RowPacks.packed(rows(5_000).iterator(), new KeyPartitioner(1));

        assertThat(packs.next()._2()).hasSizeBetween(SIZE - 100, SIZE);
        assertThat(packs.next()._2()).hasSizeBetween(SIZE - 100, SIZE);
    }

    @Test
    void ofNothingThereIsNothing() {
        Iterator<Tuple2<Integer, byte[]>> packs =
                RowPacks.packed(List.<byte[]>of().iterator(), new KeyPartitioner(3));
        Iterator<byte[]> rows = RowPacks.rows(List.<byte[]>of().iterator());

        assertThat(packs.hasNext()).isFalse();
        assertThat(rows.hasNext()).isFalse();
        assertThatThrownBy(packs::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<byte[]> rows(int count) {
        Random random = new Random(count);
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[random.nextInt(30)];
            random.nextBytes(key);
            rows.add(row(key));
        }
        return rows;
    }

    private static byte[] row(byte[] key) {
        OrderedBytes bytes = new OrderedBytes();
        NarrowRow.beginKey(bytes);
        bytes.putRaw(key);
        NarrowRow.endKey(bytes);
        NarrowRow.putLanded(bytes, 1, 2, 3, 4, false);
        return bytes.toArray();
    }
}
