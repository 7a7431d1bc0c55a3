package io.sluice.etl.model;

import java.io.Serializable;

/**
 * A columnar file of a version.
 *
 * @param name file name within the version's folder
 * @param rows rows that the writer counted
 * @param bytes size as stored
 */
public record DataFile(String name, long rows, long bytes) implements Serializable {}
