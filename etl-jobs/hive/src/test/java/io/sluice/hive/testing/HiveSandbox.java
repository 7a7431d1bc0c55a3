package io.sluice.hive.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A sandbox in a temporary folder on free ports. {@link #shared()} is started once a JVM and ends with it. */
public final class HiveSandbox {
    private static final int STOP_SECONDS = 60;

    private static HiveSandbox shared;

    private final Path folder;
    private final JsonNode state;

    private HiveSandbox(Path folder, JsonNode state) {
        this.folder = folder;
        this.state = state;
    }

    /** The sandbox that all tests of this JVM share; started by the first that asks. */
    public static synchronized HiveSandbox shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
        }
        return shared;
    }

    private static HiveSandbox start() {
        try {
            Path folder = Files.createTempDirectory("sluice-hive-test").toRealPath();
            List<Integer> ports = freePorts();
            HiveCommand.Result started = HiveCommand.run(
                    folder,
                    "start",
                    "--json",
                    "--dir",
                    folder.resolve("hive").toString(),
                    "--metastore-port",
                    ports.get(0).toString(),
                    "--port",
                    ports.get(1).toString());
            if (started.exitCode() != 0) {
                throw new IllegalStateException("the sandbox did not start: " + started.err());
            }
            return new HiveSandbox(folder, new ObjectMapper().readTree(started.out()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Two ports of the loopback address that nobody listens on. */
    public static List<Integer> freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    /** A new session of HiveServer2; the caller closes it. */
    public Connection jdbc() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Such as {@code jdbc:hive2://127.0.0.1:10000/default;auth=noSasl}. */
    public String jdbcUrl() {
        return state.path("jdbc_url").asText();
    }

    /** Such as {@code thrift://127.0.0.1:9083}. */
    public String metastoreUri() {
        return state.path("metastore_uri").asText();
    }

    /** The sandbox's own folder. */
    public Path folder() {
        return folder.resolve("hive");
    }

    /** Process id of the server. */
    public long pid() {
        return state.path("pid").asLong();
    }

    private void end() {
        ProcessHandle.of(pid()).ifPresent(server -> {
            server.destroy();
            try {
                server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (Exception late) {
                server.destroyForcibly();
            }
        });
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException kept) {
            System.err.println("cannot delete " + folder + ": " + kept.getMessage());
        }
    }
}
