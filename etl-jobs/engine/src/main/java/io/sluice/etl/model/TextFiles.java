package io.sluice.etl.model;

import java.io.IOException;
import java.util.Optional;

/** Small text files (jobs, schemas) on any file system. */
public interface TextFiles {
    /**
     * The text of a file.
     *
     * @param location absolute: a URI, or a plain local path
     * @return empty when there is no such file
     * @throws IOException when it is there but cannot be read as UTF-8 text
     */
    Optional<String> read(String location) throws IOException;

    /** Whether a folder exists at an absolute location. */
    boolean isFolder(String location) throws IOException;
}
