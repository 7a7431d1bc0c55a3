package io.sluice.hive;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The two ports of a sandbox, both on the loopback address.
 *
 * @param metastore of the metastore's Thrift service
 * @param hiveServer of HiveServer2's Thrift service
 */
record Ports(int metastore, int hiveServer) {
    static final String HOST = "127.0.0.1";

    private static final Ports USUAL = new Ports(9083, 10000);
    private static final String METASTORE = "metastore.port";
    private static final String HIVE_SERVER = "port";
    private static final int CONNECT_MILLIS = 1_000;

    /**
     * Chooses ports: those asked for, else those of the last start, else the usual ones where they are free, else any.
     *
     * @throws SandboxException if a port that was asked for or remembered is taken
     */
    static Ports choose(SandboxFolder folder, OptionalInt metastore, OptionalInt hiveServer) {
        Optional<Ports> last = read(folder.portsFile());
        Ports chosen = new Ports(
                choose("--metastore-port", metastore, last.map(Ports::metastore), USUAL.metastore, folder),
                choose("--port", hiveServer, last.map(Ports::hiveServer), USUAL.hiveServer, folder));
        if (chosen.metastore == chosen.hiveServer) {
            throw SandboxException.invalid(
                    "metastore and HiveServer2 cannot both have port %d; give --metastore-port and --port different values"
                            .formatted(chosen.metastore));
        }
        return chosen;
    }

    private static int choose(
            String option, OptionalInt asked, Optional<Integer> last, int usual, SandboxFolder folder) {
        if (asked.isPresent()) {
            int port = asked.getAsInt();
            if (!isFree(port)) {
                throw SandboxException.failed(
                        "%s %d: the port is taken by another program; give a free one, or leave the option out"
                                .formatted(option, port));
            }
            return port;
        }
        if (last.isPresent()) {
            int port = last.get();
            if (!isFree(port)) {
                throw SandboxException.failed(
                        "port %d, which the sandbox in %s had before, is taken by another program; stop that program, or give %s another port"
                                .formatted(port, folder.root(), option));
            }
            return port;
        }
        return isFree(usual) ? usual : anyFree();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw SandboxException.failed("no free port on " + HOST + ": " + none.getMessage(), none);
        }
    }

    /** Whether somebody listens on a port. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static Optional<Ports> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new Ports(
                    Integer.parseInt(properties.getProperty(METASTORE)),
                    Integer.parseInt(properties.getProperty(HIVE_SERVER))));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw SandboxException.failed(
                    "%s does not say the ports of the last start (%s); delete the file to have ports chosen again"
                            .formatted(file, unreadable.getMessage()),
                    unreadable);
        }
    }

    /** Remembers the ports for the next start. */
    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(METASTORE, Integer.toString(metastore));
        properties.setProperty(HIVE_SERVER, Integer.toString(hiveServer));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    String metastoreUri() {
        return "thrift://" + HOST + ":" + metastore;
    }

    String jdbcUrl() {
        return "jdbc:hive2://" + HOST + ":" + hiveServer + "/default;auth=noSasl";
    }
}
