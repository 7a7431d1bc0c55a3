package io.sluice.hive;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** The settings of a sandbox's server. What is not here is as Hive ships it. */
final class HiveSite {
    private static final String FILE = "hive-site.xml";

    private final SandboxFolder folder;
    private final Ports ports;
    private final Configuration site = new Configuration(false);

    private HiveSite(SandboxFolder folder, Ports ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** Writes {@code hive-site.xml}, which Hive, its metastore and Tez find on the class path. */
    static void write(SandboxFolder folder, Ports ports) throws IOException {
        HiveSite settings = new HiveSite(folder, ports);
        settings.setMetastore();
        settings.setHiveServer();
        settings.setExecution();
        settings.setFolders();
        try (Writer writer = Files.newBufferedWriter(folder.configuration().resolve(FILE))) {
            settings.site.writeXml(writer);
        }
    }

    private void setMetastore() {
        site.set("hive.metastore.uris", ports.metastoreUri());
        site.set("metastore.thrift.bind.host", Ports.HOST);
        site.setInt("hive.metastore.port", ports.metastore());
        site.set("javax.jdo.option.ConnectionURL", "jdbc:derby:;databaseName=" + folder.database() + ";create=true");
        site.set("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
        site.setBoolean("datanucleus.schema.autoCreateAll", true);
        site.setBoolean("hive.metastore.schema.verification", false);
        // HiveServer2 asks for notifications at each compilation, and is no proxy user of Hadoop here.
        site.setBoolean("hive.metastore.event.db.notification.api.auth", false);
    }

    private void setHiveServer() {
        site.set("hive.server2.thrift.bind.host", Ports.HOST);
        site.setInt("hive.server2.thrift.port", ports.hiveServer());
        site.setInt("hive.server2.webui.port", -1);
        site.set("hive.server2.authentication", "NOSASL");
        site.setBoolean("hive.server2.enable.doAs", false);
        site.setBoolean("hive.server2.tez.initialize.default.sessions", false);
        site.setBoolean("hive.support.concurrency", false);
        site.set("hive.txn.manager", "org.apache.hadoop.hive.ql.lockmgr.DummyTxnManager");
        site.set("hive.local.time.zone", "UTC");
    }

    private void setExecution() {
        site.set("fs.defaultFS", "file:///");
        site.set("hive.execution.engine", "tez");
        site.setBoolean("tez.local.mode", true);
        site.setBoolean("tez.local.mode.without.network", true);
        site.setBoolean("tez.ignore.lib.uris", true);
        site.setBoolean("tez.runtime.optimize.local.fetch", true);
    }

    private void setFolders() {
        set("hadoop.tmp.dir", folder.temporary());
        set("hive.metastore.warehouse.dir", folder.warehouse());
        set("hive.exec.scratchdir", folder.scratch().resolve("queries"));
        set("hive.exec.local.scratchdir", folder.scratch().resolve("sessions"));
        set("hive.query.results.cache.directory", folder.scratch().resolve("results"));
        set("hive.downloaded.resources.dir", folder.scratch().resolve("resources"));
        set("hive.user.install.directory", folder.scratch().resolve("users"));
        set("tez.staging-dir", folder.scratch().resolve("tez"));
        set("yarn.nodemanager.local-dirs", folder.scratch().resolve("tasks"));
        set("hive.querylog.location", folder.logs().resolve("queries"));
        set("hive.server2.logging.operation.log.location", folder.logs().resolve("operations"));
    }

    private void set(String name, Path path) {
        site.set(name, path.toString());
    }
}
