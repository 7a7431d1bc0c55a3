package io.sluice.etl.audit;

import java.io.IOException;

/** Counts the rows of a columnar file without reading them. */
public interface Footers {
    /** @param path of a complete file */
    long rows(String path) throws IOException;
}
