package io.sluice.hive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.jdo.PersistenceManager;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.PersistenceManagerProvider;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.datanucleus.api.jdo.JDOPersistenceManagerFactory;
import org.datanucleus.store.schema.SchemaAwareStoreManager;

/**
 * Creates the metastore's tables in a new database, as Hive's schema tool does by scripts that are not in its jars.
 * Otherwise each is created when an object is first stored in it; until then the metastore's own SQL fails on it, and
 * what should be one transaction takes the slow way.
 */
final class MetastoreTables {
    private static final String MAPPING = "package.jdo";
    private static final String PACKAGE = "org.apache.hadoop.hive.metastore.model.";
    private static final Pattern CLASS = Pattern.compile("<class name=\"(\\w+)\"");

    private MetastoreTables() {}

    static void create() throws IOException {
        Configuration configuration = MetastoreConf.newMetastoreConf();
        PersistenceManagerProvider.updatePmfProperties(configuration);
        PersistenceManager manager = PersistenceManagerProvider.getPersistenceManager();
        try {
            JDOPersistenceManagerFactory factory =
                    (JDOPersistenceManagerFactory) manager.getPersistenceManagerFactory();
            ((SchemaAwareStoreManager) factory.getNucleusContext().getStoreManager())
                    .createSchemaForClasses(classes(), new Properties());
        } finally {
            manager.close();
        }
    }

    /** The classes that Hive's mapping stores. */
    private static Set<String> classes() throws IOException {
        try (InputStream mapping = MetastoreConf.class.getClassLoader().getResourceAsStream(MAPPING)) {
            return CLASS.matcher(new String(mapping.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> PACKAGE + found.group(1))
                    .collect(Collectors.toSet());
        }
    }
}
