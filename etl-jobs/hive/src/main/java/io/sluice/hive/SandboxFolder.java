package io.sluice.hive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Where a sandbox keeps everything it writes.
 *
 * @param root the folder, absolute
 */
record SandboxFolder(Path root) {
    static SandboxFolder at(Path root) {
        return new SandboxFolder(root.toAbsolutePath().normalize());
    }

    /** The metastore's Derby database. */
    Path database() {
        return root.resolve("metastore");
    }

    /** Tables that were created without a location. */
    Path warehouse() {
        return root.resolve("warehouse");
    }

    /** Intermediate results of queries and staging of Tez. */
    Path scratch() {
        return root.resolve("scratch");
    }

    /** {@code java.io.tmpdir} of the server. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** What Hive lays out for Tez. */
    Path jars() {
        return root.resolve("jars");
    }

    /** See {@link TaskJar}. */
    Path taskJar() {
        return jars().resolve("hive-tasks.jar");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** The server's {@code hive-site.xml}, written at each start. */
    Path configuration() {
        return root.resolve("conf");
    }

    /** What the server prints itself: its last words where it cannot start. */
    Path console() {
        return logs().resolve("server.out");
    }

    Path databaseLog() {
        return logs().resolve("derby.log");
    }

    /** Who serves, while somebody does. */
    Path stateFile() {
        return root.resolve("sandbox.json");
    }

    /** The ports of the last start. */
    Path portsFile() {
        return root.resolve("ports.properties");
    }

    /** What was entered at the prompt. */
    Path history() {
        return root.resolve("history");
    }

    /** Held by the server while it lives. */
    Path serverLock() {
        return root.resolve(".server-lock");
    }

    /** Held by a start or stop while it works; the mark of a sandbox's folder. */
    Path controlLock() {
        return root.resolve(".control-lock");
    }

    /** Whether a sandbox was ever started here. */
    boolean isSandbox() {
        return Files.exists(controlLock());
    }

    /**
     * Creates the folders that do not exist yet.
     *
     * @throws SandboxException if the folder holds something else, which would be in the way of the sandbox and the
     *     sandbox in its way
     */
    void create() throws IOException {
        if (root.toString().matches(".*[:;,].*")) {
            throw SandboxException.invalid(
                    "--dir %s: Hive's settings and Java's class path cannot hold a path with : ; or , in it"
                            .formatted(root));
        }
        if (Files.exists(root) && !isSandbox() && !isEmptyFolder(root)) {
            throw SandboxException.invalid(
                    "--dir %s: holds something that is not a Hive sandbox; name a new or an empty folder"
                            .formatted(root));
        }
        for (Path folder : List.of(root, warehouse(), scratch(), temporary(), jars(), logs(), configuration())) {
            Files.createDirectories(folder);
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    /** Deletes what servers before left of their queries; for the server alone. */
    void clearTemporaries() throws IOException {
        for (Path folder : List.of(scratch(), temporary())) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (!visited.equals(folder)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
