package io.sluice.etl.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arithmetic of locations, which are URIs or plain local paths, without asking any file system. */
final class Location {
    /** A scheme has two letters at least, as Hadoop has it too, so that it is no drive. */
    private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//[^/]*)?(/.*)?");

    private static final String LOCAL_SCHEME = "file";

    private Location() {}

    /** The scheme in lower case; empty for a plain path. */
    static Optional<String> scheme(String location) {
        Matcher uri = URI.matcher(location);
        return uri.matches() ? Optional.of(uri.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static boolean local(String location) {
        return scheme(location).orElse(LOCAL_SCHEME).equals(LOCAL_SCHEME);
    }

    /**
     * A location as written made absolute: a URI stays as it is, a path is resolved against a folder and normalised.
     *
     * @param folder absolute
     */
    static String resolve(String written, String folder) {
        if (scheme(written).isPresent()) {
            return written;
        }
        return normal(written.startsWith("/") ? written : folder + "/" + written);
    }

    /** A location within a folder. */
    static String child(String folder, String name) {
        return folder + (folder.endsWith("/") ? "" : "/") + name;
    }

    /** The folder that a location lies in; empty for a root. */
    static Optional<String> parent(String location) {
        String normal = normal(location);
        int slash = normal.lastIndexOf('/');
        if (slash == normal.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(normal.substring(0, Math.max(slash, rootLength(normal))));
    }

    /** Whether a location is another or lies below it. */
    static boolean within(String inner, String outer) {
        return (canonical(inner) + "/").startsWith(canonical(outer) + "/");
    }

    static boolean same(String left, String right) {
        return canonical(left).equals(canonical(right));
    }

    static String withoutSlash(String location) {
        int end = location.length();
        while (end > rootLength(location) && location.charAt(end - 1) == '/') {
            end--;
        }
        return location.substring(0, end);
    }

    /** A local location as a plain path. */
    static String plain(String location) {
        Matcher uri = URI.matcher(location);
        return uri.matches() ? normal(uri.group(3) == null ? "/" : uri.group(3)) : location;
    }

    /** Up to and including the slash that is the root. */
    private static int rootLength(String location) {
        Matcher uri = URI.matcher(location);
        return uri.matches() && uri.group(3) != null ? uri.start(3) + 1 : Math.min(1, location.length());
    }

    private static String canonical(String location) {
        String plain = local(location) ? plain(location) : location;
        Matcher uri = URI.matcher(plain);
        String lower = uri.matches() && uri.group(3) != null
                ? plain.substring(0, uri.start(3)).toLowerCase(Locale.ROOT) + uri.group(3)
                : plain;
        String normal = normal(lower);
        return normal.endsWith("/") ? normal.substring(0, normal.length() - 1) : normal;
    }

    private static String normal(String location) {
        Matcher uri = URI.matcher(location);
        String root = "";
        String path = location;
        if (uri.matches()) {
            root = uri.group(3) == null ? location : location.substring(0, uri.start(3));
            path = uri.group(3) == null ? "" : uri.group(3);
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return root + "/" + String.join("/", names);
    }
}
