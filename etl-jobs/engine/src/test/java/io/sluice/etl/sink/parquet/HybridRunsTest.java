package io.sluice.etl.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.block.GrowingBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/** parquet-mr reads what is written, whatever the mixture of runs and single numbers. */
final class HybridRunsTest {
    @Property(tries = 300)
    void parquetReadsIt(
            @ForAll long seed, @ForAll @IntRange(max = 31) int width, @ForAll @IntRange(max = 80) int longest)
            throws IOException {
        Random random = new Random(seed);
        GrowingBytes bytes = new GrowingBytes();
        HybridRuns runs = new HybridRuns(bytes, width);
        List<Integer> written = new ArrayList<>();
        while (written.size() < 1_500) {
            int number = width == 0 ? 0 : random.nextInt() >>> Integer.SIZE - width;
            int count = random.nextBoolean() ? 1 : random.nextInt(longest + 1);
            runs.add(number, count);
            for (int i = 0; i < count; i++) {
                written.add(number);
            }
        }
        runs.end();

        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(width, new ByteArrayInputStream(bytes.bytes(), 0, bytes.length()));
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            read.add(decoder.readInt());
        }

        assertThat(read).isEqualTo(written);
    }
}
