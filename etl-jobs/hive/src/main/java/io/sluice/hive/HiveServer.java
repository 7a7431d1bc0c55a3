package io.sluice.hive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.security.HadoopThriftAuthBridge;
import org.apache.hive.common.util.ShutdownHookManager;
import org.apache.hive.service.server.HiveServer2;

/**
 * The process that serves a sandbox: a metastore and, talking to it by Thrift as any client does, a HiveServer2. It ends
 * by SIGTERM, and by itself where it cannot start.
 */
public final class HiveServer {
    /** After HiveServer2's own hook, which has the default priority. */
    private static final int LAST = ShutdownHookManager.DEFAULT_SHUTDOWN_HOOK_PRIORITY - 5;

    private static final Duration METASTORE_LIMIT = Duration.ofMinutes(5);
    private static final int POLL_MILLIS = 100;

    private final SandboxFolder folder;
    private final Ports ports;

    private HiveServer(SandboxFolder folder, Ports ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * Serves until it is told to stop.
     *
     * @param args folder, port of the metastore, port of HiveServer2
     */
    public static void main(String[] args) {
        try {
            SandboxFolder folder = SandboxFolder.at(Path.of(args[0]));
            new HiveServer(folder, new Ports(Integer.parseInt(args[1]), Integer.parseInt(args[2]))).serve();
        } catch (Exception | LinkageError failure) {
            end(failure);
        }
    }

    private void serve() throws IOException, InterruptedException {
        hold(folder.serverLock());
        System.setProperty("derby.system.home", folder.root().toString());
        System.setProperty(
                "derby.stream.error.file", folder.logs().resolve("derby.log").toString());
        HiveSite.write(folder, ports);
        startMetastore();
        HiveServer2 server = new HiveServer2();
        server.init(new HiveConf());
        ShutdownHookManager.addShutdownHook(this::closeDatabase, LAST);
        server.start();
        SandboxState.ofThisProcess(ports).write(folder);
    }

    /** Keeps the lock as long as the process lives; the system gives it back however the process ends. */
    private static void hold(Path lockFile) throws IOException {
        @SuppressWarnings("resource") // closing it would give the lock back
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw SandboxException.failed("another server uses this folder: " + lockFile + " is locked");
        }
    }

    private void startMetastore() throws InterruptedException {
        Thread metastore = new Thread(
                () -> {
                    try {
                        HiveMetaStore.startMetaStore(
                                ports.metastore(),
                                HadoopThriftAuthBridge.getBridge(),
                                MetastoreConf.newMetastoreConf());
                    } catch (Throwable failure) { // startMetaStore declares no less
                        end(failure);
                    }
                },
                "metastore");
        metastore.setDaemon(true);
        metastore.start();
        long limit = System.nanoTime() + METASTORE_LIMIT.toNanos();
        while (!Ports.answers(ports.metastore())) {
            if (System.nanoTime() > limit) {
                throw SandboxException.failed("the metastore did not answer on port " + ports.metastore());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void closeDatabase() {
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
        } catch (SQLException closed) {
            // Derby reports its shutdown as an exception.
        }
        try {
            Files.deleteIfExists(folder.stateFile());
        } catch (IOException kept) {
            System.err.println("cannot delete " + folder.stateFile() + ": " + kept.getMessage());
        }
    }

    /** Leaves the reason where {@code start} looks for it. */
    private static void end(Throwable failure) {
        failure.printStackTrace();
        System.exit(SandboxException.FAILED);
    }
}
