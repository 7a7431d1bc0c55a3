package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Entry;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.TextFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads jobs: YAML files, with overrides from the command line and variables from the environment.
 *
 * <p>Sizes are in bytes or in KB, MB and GB of 1024, 1024² and 1024³ bytes (KiB, MiB and GiB are the same);
 * durations are in days of 24 hours ({@code d}), hours ({@code h}) or minutes ({@code m}).
 */
public final class JobConfigLoader {
    private final TextFiles files;
    private final Function<String, String> environment;
    private final String currentFolder;
    private final LayoutCheck layouts;

    /**
     * A loader for one command.
     *
     * @param environment gives a variable's value, null when it is not set
     * @param currentFolder absolute; what paths on the command line are relative to
     * @param layouts reads landing layouts
     */
    public JobConfigLoader(
            TextFiles files, Function<String, String> environment, String currentFolder, LayoutCheck layouts) {
        this.files = files;
        this.environment = environment;
        this.currentFolder = currentFolder;
        this.layouts = layouts;
    }

    /**
     * Reads and checks a job.
     *
     * @param jobFile a URI or a path, relative to the current folder unless absolute
     * @param overrides {@code key=value} each; keys are dotted, values are YAML, the last of a key counts
     * @throws io.sluice.etl.model.SluiceException of outcome {@code invalid}; its message begins with the job file as
     *     given and lists every problem on a line of its own, with its line in the file or the override it came from
     */
    public JobConfig load(String jobFile, List<String> overrides) {
        Problems problems = new Problems();
        String file = Location.resolve(jobFile, currentFolder);
        Yaml.Fields written = root(file, problems);
        Yaml.Fields fields = new Overrides(problems).apply(written, overrides);
        if (written.entries().isEmpty()) {
            problems.throwIfAny(jobFile);
        }
        Sections sections = new Sections(problems, new Expansion(environment));
        Section root = sections.open("", new Origin.JobFile(), fields.entries());
        Folders folders = new Folders(Location.parent(file).orElse(file), currentFolder);
        LandingReader landing = new LandingReader(root.section("landing"), folders, layouts);
        TableReader table = new TableReader(root.section("table"));
        JobConfig job =
                new JobReader(root, folders).read(file, landing, new SchemaReader(root, folders, files, file), table);
        new JobChecks(root, job).verify(landing, table);
        sections.refuseUnknown();
        problems.throwIfAny(jobFile);
        return job;
    }

    /** What the file says; nothing, with a problem noted, when that is not a job. */
    private Yaml.Fields root(String file, Problems problems) {
        Origin whole = new Origin.JobFile();
        try {
            Optional<String> text = files.read(file);
            if (text.isEmpty()) {
                problems.add(whole, "", "there is no file %s; correct the path".formatted(file));
            }
            Optional<Entry> entry = text.flatMap(yaml -> YamlText.read(yaml, "", Origin.Line::new, problems));
            if (entry.isPresent() && entry.get().value() instanceof Yaml.Fields fields) {
                return fields;
            }
            entry.ifPresent(other -> problems.add(
                    other.isNull() ? whole : other.origin(),
                    "",
                    other.isNull()
                            ? "the file is empty; a job has keys, beginning with job, warehouse, landing, schema"
                            : "expected keys and values, found " + other.value().shown()));
        } catch (IOException failure) {
            problems.add(whole, "", "%s cannot be read: %s".formatted(file, failure));
        }
        return new Yaml.Fields(Map.of());
    }
}
