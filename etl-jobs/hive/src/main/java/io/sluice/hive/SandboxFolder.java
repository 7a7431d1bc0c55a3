package io.sluice.hive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    Path hiveLog() {
        return logs().resolve("hive.log");
    }

    /** Who serves, while somebody does. */
    Path stateFile() {
        return root.resolve("sandbox.json");
    }

    /** The ports of the last start. */
    Path portsFile() {
        return root.resolve("ports.properties");
    }

    /** Held by the server while it lives. */
    Path serverLock() {
        return root.resolve(".server-lock");
    }

    /** Held by a start or stop while it works. */
    Path controlLock() {
        return root.resolve(".control-lock");
    }

    /** Creates the folders that do not exist yet. */
    void create() throws IOException {
        for (Path folder : List.of(root, warehouse(), scratch(), temporary(), logs(), configuration())) {
            Files.createDirectories(folder);
        }
    }
}
