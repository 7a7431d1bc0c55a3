package io.sluice.etl.source;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Positions;
import java.io.Serializable;

/**
 * One landed file to read.
 *
 * @param number its place in the order in which files win
 * @param drop positions of rows that are left out; null when none is
 */
record FileTask(LandedFile file, int number, Positions drop) implements Serializable {}
