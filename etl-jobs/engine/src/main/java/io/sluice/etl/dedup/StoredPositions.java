package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import io.sluice.etl.model.SluiceException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Positions in a file of their own, which the task that asks for one reads. */
final class StoredPositions implements Positions {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final long count;
    private final Broadcast<SerializableConfiguration> configuration;
    private transient PositionSet positions;

    StoredPositions(String path, long count, Broadcast<SerializableConfiguration> configuration) {
        this.path = path;
        this.count = count;
        this.configuration = configuration;
    }

    /** Writes positions; a task that is run again writes the same. */
    static void write(String path, PositionSet positions, Broadcast<SerializableConfiguration> configuration)
            throws IOException {
        Path file = new Path(path);
        try (DataOutputStream out =
                file.getFileSystem(configuration.value().value()).create(file, true)) {
            positions.writeTo(out);
        }
    }

    @Override
    public boolean contains(long position) {
        if (positions == null) {
            positions = read();
        }
        return positions.contains(position);
    }

    @Override
    public long count() {
        return count;
    }

    private PositionSet read() {
        Path file = new Path(path);
        try (DataInputStream in =
                file.getFileSystem(configuration.value().value()).open(file)) {
            return PositionSet.readFrom(in);
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot read the positions of losers in %s: %s".formatted(path, failure), failure);
        }
    }
}
