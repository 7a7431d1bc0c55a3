package io.sluice.etl.publish;

import java.net.URI;
import java.util.Objects;
import org.apache.hadoop.fs.Path;

/** Writes and compares locations however they were written: {@code /a}, {@code file:/a} and {@code file:///a} are one place. */
public final class Locations {
    private static final String LOCAL = "file";

    private Locations() {}

    /** A location with its scheme, so that no default of the reader's can move it; a plain path is local. */
    public static String qualified(String location) {
        return new Path(location).toUri().getScheme() == null ? LOCAL + ":" + location : location;
    }

    /** Whether two locations are one place. */
    public static boolean same(String left, String right) {
        URI a = new Path(left).toUri();
        URI b = new Path(right).toUri();
        return a.getPath().equals(b.getPath())
                && scheme(a).equals(scheme(b))
                && Objects.requireNonNullElse(a.getAuthority(), "")
                        .equals(Objects.requireNonNullElse(b.getAuthority(), ""));
    }

    private static String scheme(URI uri) {
        return Objects.requireNonNullElse(uri.getScheme(), LOCAL);
    }
}
