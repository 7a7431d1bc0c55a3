package io.sluice.etl.journal;

import io.sluice.etl.model.SluiceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The folder of a table and the document in it that says whose it is. */
public final class TableFolder {
    private static final String IDENTITY = "table.json";

    private final String location;
    private final Configuration configuration;
    private final DocumentStore documents;

    public TableFolder(String location, Configuration configuration) {
        this.location = location;
        this.configuration = configuration;
        this.documents = new DocumentStore(new Path(location + "/_sluice"), configuration);
    }

    /** Who the folder belongs to; empty when nobody said. */
    public Optional<TableIdentity> identity() {
        try {
            return documents.read(IDENTITY, TableIdentity.class);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** Claims the folder; a folder that is claimed stays as it is. */
    public void claim(TableIdentity identity) {
        try {
            documents.create(IDENTITY, identity);
        } catch (IOException failure) {
            throw SluiceException.failed(
                    "cannot write %s/_sluice/%s: %s".formatted(location, IDENTITY, failure), failure);
        }
    }

    /** A name in the folder that is not bookkeeping, if there is one. */
    public Optional<String> stranger() {
        try {
            Path folder = new Path(location);
            FileStatus[] children = folder.getFileSystem(configuration).listStatus(folder);
            return Arrays.stream(children)
                    .map(child -> child.getPath().getName())
                    .filter(name -> !name.startsWith("_") && !name.startsWith("."))
                    .sorted()
                    .findFirst();
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private SluiceException unreadable(IOException failure) {
        return SluiceException.failed("cannot read table.location %s: %s".formatted(location, failure), failure);
    }
}
