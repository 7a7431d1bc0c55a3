package io.sluice.etl.model;

import java.io.Serializable;

/**
 * Rows of one landed file and one partition that the reading pass has put by for the writing one.
 *
 * @param location of the file that holds the block, among others
 * @param offset of its first byte in there
 * @param length bytes
 * @param file landed file, as a path relative to the landing root
 * @param contentBytes what the rows take where nothing is compressed, about
 */
public record RowBlock(
        String location, long offset, int length, String file, String partition, int rows, long contentBytes)
        implements Serializable {}
