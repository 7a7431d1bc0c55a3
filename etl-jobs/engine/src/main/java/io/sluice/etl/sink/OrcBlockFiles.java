package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.sink.orc.BlockBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.TypeDescription;

/** Begins ORC files; the batch that carries rows into them is made once a task, not once a file. */
final class OrcBlockFiles implements BlockFiles {
    private final OrcKind kind;
    private final Configuration configuration;
    private final BlockShape shape;
    private final BlockBatch batch;
    /** Numbers of the leaves in the schema of files. */
    private final List<Integer> leaves = new ArrayList<>();

    OrcBlockFiles(OrcKind kind, Configuration configuration, BlockShape shape, String runId) {
        this.kind = kind;
        this.configuration = configuration;
        this.shape = shape;
        TypeDescription schema = kind.schema();
        this.batch = new BlockBatch(shape, schema, runId);
        addLeaves(schema);
    }

    private void addLeaves(TypeDescription type) {
        if (type.getCategory().isPrimitive()) {
            leaves.add(type.getId());
        } else {
            type.getChildren().forEach(this::addLeaves);
        }
    }

    @Override
    public String extension() {
        return OrcKind.EXTENSION;
    }

    @Override
    public BlockFile create(Path path, BlockCursor sample) throws IOException {
        return new OrcBlockFile(kind.writer(path, configuration, withoutDictionary(sample)), batch);
    }

    /** Numbers of the columns that need no dictionary; only texts would get one. */
    private List<Integer> withoutDictionary(BlockCursor sample) {
        boolean[] pays = DictionaryChoice.of(shape, sample);
        List<Integer> without = new ArrayList<>();
        for (int i = 0; i < pays.length; i++) {
            if (!pays[i] && shape.leaves().get(i).type() == LeafType.TEXT) {
                without.add(leaves.get(i));
            }
        }
        return without;
    }

    @Override
    public void close() {}
}
