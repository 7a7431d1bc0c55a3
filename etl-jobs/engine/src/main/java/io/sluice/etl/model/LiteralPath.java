package io.sluice.etl.model;

/** Paths for readers that take some characters of a path for a pattern ({@code org.apache.hadoop.fs.GlobPattern}). */
public final class LiteralPath {
    private static final String SPECIAL = "{}[]*?\\^";

    private LiteralPath() {}

    /** A pattern that matches exactly the path. */
    public static String of(String path) {
        StringBuilder pattern = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (SPECIAL.indexOf(path.charAt(i)) >= 0) {
                pattern.append('\\');
            }
            pattern.append(path.charAt(i));
        }
        return pattern.toString();
    }
}
