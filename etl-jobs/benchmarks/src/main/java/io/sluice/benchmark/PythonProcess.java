package io.sluice.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python in which {@code worker.py} runs a contender; the fingerprint of its table is taken here.
 *
 * @param python what has the contender installed
 */
record PythonProcess(PythonEnvironment python) implements ContenderProcess {
    @Override
    public void install() throws IOException, InterruptedException {
        python.install();
    }

    @Override
    public List<String> command(Assignment assignment) throws IOException, InterruptedException {
        // Neither settings of the user's Python nor compiled modules beside the sources, which would look like changes.
        List<String> command = new ArrayList<>(List.of(python.install().toString(), "-E", "-s", "-B"));
        command.add(python.worker().toString());
        command.addAll(List.of("--contender", assignment.contender()));
        command.addAll(List.of("--schema", assignment.landing().schemaFile().toString()));
        for (LandedDay day : assignment.landing().measured()) {
            command.addAll(List.of("--day", day.folder().toString()));
        }
        command.addAll(assignment.runs().options());
        command.addAll(List.of("--account", assignment.accountFile().toString()));
        return command;
    }

    @Override
    public List<Entry> entries(Assignment assignment) throws IOException {
        Workload.Shape shape = assignment.landing().scenario().workload().shape();
        try {
            Fingerprint fingerprint = ParquetFingerprint.of(assignment.lastTable(), shape);
            return ContenderProcess.super.entries(assignment).stream()
                    .map(entry -> entry.with(fingerprint))
                    .toList();
        } catch (SQLException failure) {
            throw new IOException("the table of " + assignment.contender() + " cannot be read", failure);
        }
    }
}
