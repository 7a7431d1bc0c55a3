package io.sluice.etl.sink;

import io.sluice.etl.model.Positions;
import io.sluice.etl.model.RowBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one task writes: partitions one after the other, each from its blocks in the order of landed files.
 *
 * @param losers positions of rows that are left out, by landed file
 */
record BlockTask(List<Share> shares, Map<String, Positions> losers) implements Serializable {
    /** Shares smaller than this are not worth a file of their own. */
    private static final long SMALLEST_SHARE = 10L << 20;

    /** All or some of the blocks of a partition. */
    record Share(String partition, List<RowBlock> blocks) implements Serializable {
        long bytes() {
            return blocks.stream().mapToLong(RowBlock::contentBytes).sum();
        }
    }

    /**
     * Divides blocks into tasks of about equal size, so that as few files as possible come of each partition; the
     * largest task is the first, so that the last to begin are the ones soonest done.
     *
     * @param mostBytes of blocks that should become one file
     * @param tasks how many there should be at least
     */
    static List<BlockTask> plan(List<RowBlock> blocks, Map<String, Positions> losers, long mostBytes, int tasks) {
        long total = blocks.stream().mapToLong(RowBlock::contentBytes).sum();
        long target = Math.max(SMALLEST_SHARE, Math.min(mostBytes, total / tasks + 1));
        Map<String, List<RowBlock>> byPartition = new TreeMap<>();
        blocks.stream()
                .sorted(Comparator.comparing(RowBlock::file).thenComparingLong(RowBlock::offset))
                .forEach(block -> byPartition
                        .computeIfAbsent(block.partition(), ignored -> new ArrayList<>())
                        .add(block));
        List<Share> shares = new ArrayList<>();
        byPartition.forEach((partition, all) -> divide(partition, all, target, shares));
        List<BlockTask> planned = new ArrayList<>();
        List<Share> task = new ArrayList<>();
        long bytes = 0;
        for (Share share : shares) {
            if (bytes > 0 && bytes + share.bytes() > target) {
                planned.add(of(task, losers));
                task = new ArrayList<>();
                bytes = 0;
            }
            task.add(share);
            bytes += share.bytes();
        }
        if (!task.isEmpty()) {
            planned.add(of(task, losers));
        }
        planned.sort(Comparator.comparingLong(BlockTask::bytes).reversed());
        return planned;
    }

    private long bytes() {
        return shares.stream().mapToLong(Share::bytes).sum();
    }

    /** Cuts a partition's blocks into even shares that are not much larger than the target. */
    private static void divide(String partition, List<RowBlock> blocks, long target, List<Share> shares) {
        long total = blocks.stream().mapToLong(RowBlock::contentBytes).sum();
        long count = Math.max(1, Math.round((double) total / target));
        long share = total / count + 1;
        List<RowBlock> part = new ArrayList<>();
        long bytes = 0;
        for (RowBlock block : blocks) {
            part.add(block);
            bytes += block.contentBytes();
            if (bytes >= share) {
                shares.add(new Share(partition, part));
                part = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!part.isEmpty()) {
            shares.add(new Share(partition, part));
        }
    }

    private static BlockTask of(List<Share> shares, Map<String, Positions> losers) {
        HashMap<String, Positions> ofTask = new HashMap<>();
        for (Share share : shares) {
            for (RowBlock block : share.blocks()) {
                Positions positions = losers.get(block.file());
                if (positions != null) {
                    ofTask.put(block.file(), positions);
                }
            }
        }
        return new BlockTask(List.copyOf(shares), ofTask);
    }
}
