package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.sink.orc.BlockBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.Category;

/**
 * Begins ORC files; the batch that carries rows into them is made once a task, not once a file.
 *
 * <p>All but dictionaries is left as orc-core has it, or as the session sets it. Of zstd that is level 3: level 2 gave files
 * 0.5 % larger and hardly saved time.
 */
final class OrcBlockFiles implements BlockFiles {
    /**
     * A dictionary is given up after 10,000 rows if four in five differ. Where fewer than one value in twenty comes again,
     * files are as large without the attempt; where fewer than three in ten do, they were 5 % larger.
     */
    private static final DictionaryChoice DICTIONARIES = new DictionaryChoice(0.05, DictionaryChoice.SAMPLE);

    private final OrcKind kind;
    private final Configuration configuration;
    private final BlockShape shape;
    private final TypeDescription schema;
    private final BlockBatch batch;

    OrcBlockFiles(OrcKind kind, Configuration configuration, BlockShape shape, String runId) {
        this.kind = kind;
        this.configuration = configuration;
        this.shape = shape;
        this.schema = kind.schema();
        this.batch = new BlockBatch(shape, schema, runId);
    }

    @Override
    public String extension() {
        return OrcKind.EXTENSION;
    }

    @Override
    public BlockFile create(Path path, BlockCursor sample) throws IOException {
        boolean[] pays = DICTIONARIES.of(shape, sample);
        List<String> direct = new ArrayList<>();
        addDirect(shape.columns(), schema, "", pays, direct);
        return new OrcBlockFile(kind.writer(path, configuration, direct), batch);
    }

    /**
     * Adds paths of columns with texts for which no dictionary pays. A list or map has one path with all that it holds,
     * because orc-core knows none below.
     */
    private void addDirect(
            List<Node> columns, TypeDescription struct, String prefix, boolean[] pays, List<String> direct) {
        for (int i = 0; i < columns.size(); i++) {
            Node column = columns.get(i);
            TypeDescription type = struct.getChildren().get(i);
            String path = prefix + struct.getFieldNames().get(i);
            if (type.getCategory() == Category.STRUCT) {
                addDirect(column.children(), type, path + ".", pays, direct);
            } else if (texts(column).findAny().isPresent() && texts(column).noneMatch(leaf -> pays[leaf])) {
                direct.add(path);
            }
        }
    }

    private IntStream texts(Node column) {
        return IntStream.range(column.firstLeaf(), column.endLeaf())
                .filter(leaf -> shape.leaves().get(leaf).type() == LeafType.TEXT);
    }

    @Override
    public void close() {}
}
