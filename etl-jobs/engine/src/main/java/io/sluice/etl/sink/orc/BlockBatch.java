package io.sluice.etl.sink.orc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.block.KeptRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;

/**
 * A batch of orc-core that is filled with rows of blocks again and again, one leaf after the other.
 *
 * <p>Texts and bytes stay in the block and are referred to. What is null, or the same, in all rows is said once.
 */
public final class BlockBatch {
    private static final int MOST_ROWS = VectorizedRowBatch.DEFAULT_SIZE;
    /** So few at first, because nothing is known yet about the lengths of lists. */
    private static final int FIRST_ROWS = MOST_ROWS / 16;
    /** Of one leaf in a batch, about; the limit of orc-core's own batches. */
    private static final int MOST_VALUES = 32 << 10;

    private final VectorizedRowBatch batch;
    private final BlockShape shape;
    private final List<LeafColumn> leaves = new ArrayList<>();
    private final BytesColumnVector files;
    private final LongColumnVector positions;
    private int rowsAtOnce = FIRST_ROWS;

    /**
     * A batch for files of one schema.
     *
     * @param schema the columns of the shape, then file, position and run
     * @param runId the run that all rows are of
     */
    public BlockBatch(BlockShape shape, TypeDescription schema, String runId) {
        this.shape = shape;
        this.batch = schema.createRowBatch(MOST_ROWS);
        int columns = shape.columns().size();
        for (int i = 0; i < columns; i++) {
            add(shape.columns().get(i), batch.cols[i], 0, new ArrayList<>());
        }
        this.files = (BytesColumnVector) batch.cols[columns];
        this.positions = (LongColumnVector) batch.cols[columns + 1];
        repeat((BytesColumnVector) batch.cols[columns + 2], runId);
    }

    /** @param nests those whose first leaf is yet to be met */
    private void add(Node node, ColumnVector vector, int slotDefinition, List<Nest> nests) {
        List<Node> children = node.children();
        switch (node.kind()) {
            case SCALAR ->
                leaves.add(new LeafColumn(shape.leaves().get(node.firstLeaf()), vector, slotDefinition, nests));
            case STRUCT -> {
                nests.add(Nest.of(node, vector, slotDefinition));
                ColumnVector[] fields = ((StructColumnVector) vector).fields;
                add(children.get(0), fields[0], slotDefinition, nests);
                for (int i = 1; i < fields.length; i++) {
                    add(children.get(i), fields[i], slotDefinition, new ArrayList<>());
                }
            }
            case LIST -> {
                nests.add(Nest.of(node, vector, slotDefinition));
                add(children.get(0), ((ListColumnVector) vector).child, node.definition() + 1, nests);
            }
            case MAP -> {
                nests.add(Nest.of(node, vector, slotDefinition));
                MapColumnVector map = (MapColumnVector) vector;
                add(children.get(0), map.keys, node.definition() + 1, nests);
                add(children.get(1), map.values, node.definition() + 1, new ArrayList<>());
            }
        }
    }

    private static void repeat(BytesColumnVector vector, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        vector.setRef(0, bytes, 0, bytes.length);
        vector.isRepeating = true;
    }

    /**
     * Writes the rows of a block that stay.
     *
     * @param landedFile the file that the rows came from
     * @throws IOException when the writer cannot take them
     */
    public void write(BlockCursor block, KeptRows kept, String landedFile, Writer writer) throws IOException {
        repeat(files, landedFile);
        int start = 0;
        while (start < block.rows()) {
            int end = Math.min(start + rowsAtOnce, block.rows());
            int values = fill(block, kept, start, end);
            if (batch.size > 0) {
                writer.addRowBatch(batch);
            }
            rowsAtOnce = rowsAtOnce(end - start, values);
            start = end;
        }
        leaves.forEach(LeafColumn::release);
    }

    /** Fills the batch, and tells how many values the longest leaf has. */
    private int fill(BlockCursor block, KeptRows kept, int start, int end) {
        int longest = 0;
        for (int i = 0; i < leaves.size(); i++) {
            longest = Math.max(longest, leaves.get(i).fill(block.leaf(i), end, kept));
        }
        int rows = 0;
        for (int row = start; row < end; row++) {
            if (kept.has(row)) {
                positions.vector[rows++] = block.position(row);
            }
        }
        batch.size = rows;
        return longest;
    }

    /** How many rows to take after some had so many values in the longest leaf. */
    private int rowsAtOnce(int rows, int values) {
        long fitting = (long) rows * MOST_VALUES / Math.max(1, values);
        return (int) Math.max(1, Math.min(fitting, Math.min(2 * rowsAtOnce, MOST_ROWS)));
    }
}
