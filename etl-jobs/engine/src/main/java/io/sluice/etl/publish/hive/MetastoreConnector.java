package io.sluice.etl.publish.hive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.hive.HiveExternalCatalog;

/**
 * Connects to the metastore of a Spark session through the Hive client of the version that the session uses.
 *
 * <p>Spark keeps its Hive client behind a class loader of its own, because clients of different versions share their
 * names. {@link io.sluice.etl.publish.hive.client.HiveClientMetastore} is compiled against the client that Spark
 * brings and is defined anew behind that wall, as Spark does with its own {@code HiveClientImpl}. The one place that
 * knows this internal API.
 */
final class MetastoreConnector {
    private static final String INSIDE = MetastoreConnector.class.getPackageName() + ".client.";
    private static final String IMPLEMENTATION = INSIDE + "HiveClientMetastore";

    private final SparkSession spark;
    private Constructor<?> constructor;
    private Object sparksClient;

    MetastoreConnector(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Opens a connection of its own; the first one of a session makes an embedded metastore that is not there. A session
     * that was opened without one sees no table.
     */
    synchronized Metastore connect() {
        if (!(spark.sharedState().externalCatalog().unwrapped() instanceof HiveExternalCatalog catalog)) {
            return new NoMetastore();
        }
        try {
            if (constructor == null) {
                sparksClient = catalog.client();
                constructor = new Inside(sparksClient.getClass().getClassLoader())
                        .loadClass(IMPLEMENTATION)
                        .getConstructor(Object.class);
            }
            return (Metastore) constructor.newInstance(sparksClient);
        } catch (InvocationTargetException failure) {
            throw new MetastoreFailure("answer", failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("the Hive client of this session is of an unknown kind", failure);
        }
    }

    /** Sees Hive as Spark's client sees it, and everything of ours but the implementation as we see it. */
    private static final class Inside extends ClassLoader {
        private final ClassLoader ours = MetastoreConnector.class.getClassLoader();

        Inside(ClassLoader hive) {
            super(hive);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (name.startsWith(INSIDE)) {
                    return define(name);
                }
                return name.startsWith("io.sluice.") ? ours.loadClass(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = ours.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
