package io.sluice.etl.model;

import java.io.Serializable;

/**
 * A file of the landing, pinned: a file that differs in size, time or etag is another one.
 *
 * @param path relative to the landing root, with {@code /} between names
 * @param uri where the file system opens it
 * @param size bytes as stored
 * @param modified milliseconds since the epoch
 * @param etag the store's content tag; empty where it has none
 * @param date the landing date that the layout finds in the path; null where the layout has none
 */
public record LandedFile(String path, String uri, long size, long modified, String etag, LandingDate date)
        implements Serializable {}
