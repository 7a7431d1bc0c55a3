package io.sluice.etl.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.RowBlock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlockTaskTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final long MOST = 64 * MEBIBYTE;

    @Test
    void sharesAreEvenInContentHoweverBlocksAreStored() {
        List<RowBlock> asTheyAre = blocks(80, block -> 1.0);
        List<RowBlock> compressed = blocks(80, block -> 0.4);
        List<RowBlock> some = blocks(80, block -> block < 30 ? 1.0 : 0.4);

        List<Integer> planned = blocksATask(asTheyAre);

        assertThat(planned).containsExactly(27, 27, 26);
        assertThat(blocksATask(compressed)).isEqualTo(planned);
        assertThat(blocksATask(some)).isEqualTo(planned);
    }

    @Test
    void aSmallPartitionIsOneFile() {
        assertThat(blocksATask(blocks(6, block -> 1.0))).containsExactly(6);
    }

    private interface Stored {
        double shareOf(int block);
    }

    /** Blocks of two mebibytes of content, of one partition. */
    private static List<RowBlock> blocks(int count, Stored stored) {
        return IntStream.range(0, count)
                .mapToObj(block -> {
                    int length = (int) (2 * MEBIBYTE * stored.shareOf(block));
                    return new RowBlock("blocks", block, length, "file", "dt=2026-11-29", 1_000, 2 * MEBIBYTE);
                })
                .toList();
    }

    private static List<Integer> blocksATask(List<RowBlock> blocks) {
        return BlockTask.plan(blocks, Map.of(), MOST, 2).stream()
                .map(task -> task.shares().stream()
                        .mapToInt(share -> share.blocks().size())
                        .sum())
                .toList();
    }
}
