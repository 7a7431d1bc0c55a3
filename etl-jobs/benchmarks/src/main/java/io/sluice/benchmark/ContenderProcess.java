package io.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** The process that a contender runs in: with nothing around it that is not part of the contender. */
sealed interface ContenderProcess permits JvmProcess, PythonProcess {
    ObjectMapper JSON = new ObjectMapper();

    /**
     * Installs what is missing, before anybody's clock starts.
     *
     * @throws IllegalStateException when that fails, saying how to do without
     */
    default void install() throws IOException, InterruptedException {}

    /** What to start. */
    List<String> command(Assignment assignment) throws IOException, InterruptedException;

    /** What the process, having ended, accounts for. */
    default List<Entry> entries(Assignment assignment) throws IOException {
        return List.of(JSON.readValue(assignment.accountFile().toFile(), Entry[].class));
    }
}
