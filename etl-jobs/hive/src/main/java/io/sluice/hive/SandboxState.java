package io.sluice.hive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Who serves a sandbox, as its server wrote it down.
 *
 * @param pid process id of the server
 * @param startedAt when that process began, by the system's account; a process id alone may be somebody else's by now
 * @param ports where it answers
 */
record SandboxState(long pid, Instant startedAt, Ports ports) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The system counts from its boot, whose time is adjusted while it runs. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    static SandboxState ofThisProcess(Ports ports) {
        ProcessHandle process = ProcessHandle.current();
        return new SandboxState(process.pid(), startOf(process), ports);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** What the file says; empty where there is none, or one that a kill left incomplete. */
    static Optional<SandboxState> read(SandboxFolder folder) throws IOException {
        try {
            JsonNode state = JSON.readTree(Files.readAllBytes(folder.stateFile()));
            return Optional.of(new SandboxState(
                    state.path("pid").asLong(),
                    Instant.parse(state.path("started_at").asText()),
                    new Ports(
                            state.path("metastore_port").asInt(),
                            state.path("port").asInt())));
        } catch (NoSuchFileException
                | com.fasterxml.jackson.core.JsonProcessingException
                | DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** Writes the file in one step, so that a reader sees all of it or nothing. */
    void write(SandboxFolder folder) throws IOException {
        Path incomplete = folder.stateFile().resolveSibling("sandbox.json.tmp");
        Files.write(incomplete, JSON.writeValueAsBytes(json(folder)));
        Files.move(incomplete, folder.stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still lives and is the one that wrote the file. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startOf(process), startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0);
    }

    /** What other programs read: addresses, process, folder. */
    ObjectNode json(SandboxFolder folder) {
        return JSON.createObjectNode()
                .put("metastore_uri", ports.metastoreUri())
                .put("jdbc_url", ports.jdbcUrl())
                .put("metastore_port", ports.metastore())
                .put("port", ports.hiveServer())
                .put("pid", pid)
                .put("started_at", startedAt.toString())
                .put("hive_version", HiveVersion.TEXT)
                .put("dir", folder.root().toString());
    }
}
