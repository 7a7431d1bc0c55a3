package io.sluice.etl.cli;

import io.sluice.etl.model.SluiceException;
import io.sluice.etl.pipeline.peek.Peek;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice peek}: where a user starts. */
@Command(
        name = "peek",
        description = "Tells which preset fits a landing and why, and drafts a schema and a job from a sample.")
final class PeekCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "Folder that files land in, on any Hadoop file system.")
    private String path;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Write the drafts there as <name>.avsc and <name>.yaml instead of printing them.")
    private Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of job and table; that of the folder if absent.")
    private String name;

    @Override
    public Integer call() throws IOException {
        if (name != null && !name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw SluiceException.invalid(
                    "--name %s: write a lower-case letter, then up to 63 lower-case letters, digits or _"
                            .formatted(name));
        }
        boolean local = !path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        String landing = local ? Path.of(path).toAbsolutePath().normalize().toString() : path;
        Peek peek = Peek.at(landing, name, Sessions.hadoopConfiguration());
        PrintWriter out = spec.commandLine().getOut();
        out.print(peek.text());
        String schemaFile = peek.name() + ".avsc";
        String jobFile = peek.name() + ".yaml";
        if (folder == null) {
            out.printf("%n# %s%n%s", schemaFile, peek.avsc());
            peek.job().ifPresent(job -> out.printf("%n# %s%n%s", jobFile, job));
        } else {
            write(schemaFile, peek.avsc());
            out.printf("wrote %s%n", folder.resolve(schemaFile));
            if (peek.job().isPresent()) {
                write(jobFile, peek.job().get());
                out.printf(
                        "wrote %1$s%nnext: sluice validate --job %1$s, then sluice run --job %1$s --dry-run%n",
                        folder.resolve(jobFile));
            }
        }
        if (peek.job().isEmpty()) {
            out.println("no job was drafted: no record has a time and no path a date to partition by;"
                    + " write the job by hand and choose table.partition_by");
        }
        return 0;
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(file);
        if (Files.exists(target)) {
            throw SluiceException.invalid(
                    "%s exists already; remove it, or choose another --out or --name".formatted(target));
        }
        Files.writeString(target, text, StandardCharsets.UTF_8);
    }
}
