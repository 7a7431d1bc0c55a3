package io.sluice.etl.publish;

import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.PublishedPartition;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Writes and compares locations however they were written: {@code /a}, {@code file:/a} and {@code file:///a} are one place. */
public final class Locations {
    private static final String LOCAL = "file";
    private static final String VERSIONS = "/_versions/";

    private Locations() {}

    /** A location with its scheme, so that no default of the reader's can move it; a plain path is local. */
    public static String qualified(String location) {
        return new Path(location).toUri().getScheme() == null ? LOCAL + ":" + location : location;
    }

    /** Whether two locations are one place. */
    public static boolean same(String left, String right) {
        URI a = new Path(left).toUri();
        URI b = new Path(right).toUri();
        return a.getPath().equals(b.getPath()) && sameStore(a, b);
    }

    private static boolean sameStore(URI left, URI right) {
        return scheme(left).equals(scheme(right))
                && Objects.requireNonNullElse(left.getAuthority(), "")
                        .equals(Objects.requireNonNullElse(right.getAuthority(), ""));
    }

    /** Whether a location is that of a version of the table at another location. */
    public static boolean isVersion(String location, String table) {
        URI owner = new Path(table).toUri();
        URI found = new Path(location).toUri();
        return found.getPath().startsWith(owner.getPath() + VERSIONS) && sameStore(found, owner);
    }

    /**
     * The run that made a version, when the location is one of the same table and partition as a published version.
     *
     * @param location in the form {@code <table>/_versions/<run id>/<attempt>/<partition>}
     */
    public static Optional<String> versionOf(String location, PublishedPartition published) {
        int versions = published.location().lastIndexOf(VERSIONS);
        if (versions < 0) {
            return Optional.empty();
        }
        String root =
                new Path(published.location().substring(0, versions)).toUri().getPath() + VERSIONS;
        String path = new Path(location).toUri().getPath();
        String[] parts = path.startsWith(root) ? path.substring(root.length()).split("/", 3) : new String[0];
        boolean ofPartition = parts.length >= 2
                && (parts.length == 2 ? PartitionPath.WHOLE_TABLE : parts[2]).equals(published.partition());
        return ofPartition ? Optional.of(parts[0]) : Optional.empty();
    }

    private static String scheme(URI uri) {
        return Objects.requireNonNullElse(uri.getScheme(), LOCAL);
    }
}
