package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the locations that a job names absolute, and refuses those that no file system of this version has. */
final class Folders {
    private static final Set<String> TABLE_SCHEMES = Set.of("file", "hdfs", "viewfs", "s3a");
    private static final Pattern SCHEME_WITHOUT_PATH = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:([^/].*)?");
    private static final Pattern LOCAL_WITH_HOST = Pattern.compile("(?i)file://([^/].*)?");
    private static final String PATTERNS = "{}[]*?\\";
    static final Form<String> LOCATION = Forms.text("a path or a URI");

    private final String jobFolder;
    private final String currentFolder;

    /**
     * What relative paths are relative to.
     *
     * @param jobFolder for paths in the job file; absolute
     * @param currentFolder for paths on the command line; absolute
     */
    Folders(String jobFolder, String currentFolder) {
        this.jobFolder = jobFolder;
        this.currentFolder = currentFolder;
    }

    /** Any location, made absolute. */
    Optional<String> any(Section section, String name) {
        return section.value(name, LOCATION).flatMap(written -> absolute(section, name, written));
    }

    /** Makes what was written under a key absolute. */
    Optional<String> absolute(Section section, String name, String written) {
        if (SCHEME_WITHOUT_PATH.matcher(written).matches()) {
            section.problem(name, "%s has a scheme but no path; write scheme://host/path".formatted(written));
            return Optional.empty();
        }
        if (LOCAL_WITH_HOST.matcher(written).matches()) {
            section.problem(name, "%s names a host, or no path; write file:///path".formatted(written));
            return Optional.empty();
        }
        if (written.equals("~") || written.startsWith("~/")) {
            section.problem(name, "%s: ~ means nothing here; write ${HOME}".formatted(written));
            return Optional.empty();
        }
        boolean fromFile = section.entry(name).map(Entry::origin).orElseThrow() instanceof Origin.Line;
        return Optional.of(Location.resolve(written, fromFile ? jobFolder : currentFolder));
    }

    /** A location that tables of this version can lie in; others are refused by name. */
    Optional<String> forTables(Section section, String name) {
        return any(section, name).map(Location::withoutSlash).filter(folder -> {
            if (looksLikePattern(folder)) {
                section.problem(
                        name,
                        "%s holds one of the characters %s, which Spark takes for a pattern when it reads a table; choose another folder"
                                .formatted(folder, PATTERNS));
                return false;
            }
            String scheme = Location.scheme(folder).orElse("file");
            boolean supported = TABLE_SCHEMES.contains(scheme);
            if (!supported) {
                section.problem(
                        name,
                        "%s: tables on %s are not supported by this version; %s"
                                .formatted(folder, scheme, instead(folder, scheme)));
            }
            return supported;
        });
    }

    /** Spark expands such characters when it reads a table, whoever wrote it. */
    private static boolean looksLikePattern(String folder) {
        return folder.chars().anyMatch(character -> PATTERNS.indexOf(character) >= 0);
    }

    private static String instead(String folder, String scheme) {
        return scheme.equals("s3") || scheme.equals("s3n")
                ? "Hadoop's S3 is s3a: write s3a" + folder.substring(scheme.length())
                : "use a local path or a file, hdfs, viewfs or s3a URI";
    }

    /** A folder on the local file system, as a plain path. */
    Optional<String> local(Section section, String name) {
        return any(section, name).flatMap(folder -> {
            if (Location.local(folder)) {
                return Optional.of(Location.plain(folder));
            }
            section.problem(name, "%s is not local; use a path on the local file system".formatted(folder));
            return Optional.empty();
        });
    }
}
