package io.sluice.etl.publish;

import java.net.URI;
import java.util.Objects;
import org.apache.hadoop.fs.Path;

/** Compares locations however they were written: {@code /a}, {@code file:/a} and {@code file:///a} are one place. */
final class Locations {
    private static final String LOCAL = "file";

    private Locations() {}

    static boolean same(String left, String right) {
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
