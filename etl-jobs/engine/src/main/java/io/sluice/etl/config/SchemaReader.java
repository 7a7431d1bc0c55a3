package io.sluice.etl.config;

import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.TextFiles;
import io.sluice.etl.schema.AvroSchemas;
import io.sluice.etl.schema.InvalidSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The key {@code schema}: finds the schema by path or by name, and reads it. */
final class SchemaReader {
    private static final String KEY = "schema";
    private static final String FOLDER = "schemas";
    private static final String SUFFIX = ".avsc";
    private static final Form<String> SCHEMA =
            Forms.text("a name under schemas/ such as github/events/v1, or a path to an .avsc");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    private final Section root;
    private final Folders folders;
    private final TextFiles files;
    private final String jobFile;

    /** @param jobFile absolute; names are looked up from its folder upwards */
    SchemaReader(Section root, Folders folders, TextFiles files, String jobFile) {
        this.root = root;
        this.folders = folders;
        this.files = files;
        this.jobFile = jobFile;
    }

    Optional<RecordSchema> read() {
        return root.required(KEY, SCHEMA)
                .flatMap(written -> location(written).flatMap(location -> at(location, written)));
    }

    private Optional<String> location(String written) {
        if (written.endsWith(SUFFIX)) {
            return folders.absolute(root, KEY, written);
        }
        if (!NAME.matcher(written).matches()) {
            root.problem(KEY, "expected %s, found \"%s\"".formatted(SCHEMA.expected(), written));
            return Optional.empty();
        }
        return named(written);
    }

    private Optional<String> named(String name) {
        List<String> searched = new ArrayList<>();
        Optional<String> folder = Location.parent(jobFile);
        while (folder.isPresent()) {
            String candidate = Location.child(folder.get(), FOLDER);
            if (isFolder(candidate)) {
                return Optional.of(Location.child(candidate, name + SUFFIX));
            }
            searched.add(candidate);
            folder = Location.parent(folder.get());
        }
        root.problem(
                KEY,
                "%s: no folder %s beside or above the job file; looked for %s. Make one of them, or give a path to an .avsc"
                        .formatted(name, FOLDER, String.join(", ", searched)));
        return Optional.empty();
    }

    private boolean isFolder(String location) {
        try {
            return files.isFolder(location);
        } catch (IOException failure) {
            root.problem(KEY, "%s cannot be looked at: %s".formatted(location, failure));
            return false;
        }
    }

    private Optional<RecordSchema> at(String location, String version) {
        try {
            Optional<String> text = files.read(location);
            if (text.isEmpty()) {
                root.problem(KEY, "there is no file %s; correct the name or write the schema".formatted(location));
            }
            return text.map(avsc -> AvroSchemas.parse(avsc, location, version));
        } catch (InvalidSchema invalid) {
            invalid.problems().forEach(problem -> root.problem(KEY, location + ": " + problem));
        } catch (IOException failure) {
            root.problem(KEY, "%s cannot be read: %s".formatted(location, failure));
        }
        return Optional.empty();
    }
}
