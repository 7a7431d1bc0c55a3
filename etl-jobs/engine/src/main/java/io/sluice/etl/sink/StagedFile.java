package io.sluice.etl.sink;

import io.sluice.etl.model.DataFile;
import java.io.Serializable;

/** A complete file of a version that nobody sees yet. */
record StagedFile(String partition, DataFile file) implements Serializable {}
