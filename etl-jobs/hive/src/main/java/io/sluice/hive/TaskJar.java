package io.sluice.hive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A jar of one class of Hive. Hive hands the jar that this class comes from to Tez, whose tasks copy it, each for
 * itself, although in local mode they need no copy. With this jar before Hive's own on the class path they copy some
 * kilobytes instead of 80 megabytes.
 */
final class TaskJar {
    private static final String CLASS = "org/apache/hadoop/hive/ql/exec/tez/DagUtils.class";

    private TaskJar() {}

    /** Writes the jar; its bytes are the same each time, so that Hive takes a copy it made before. */
    static void write(Path file) throws IOException {
        try (InputStream bytes = TaskJar.class.getClassLoader().getResourceAsStream(CLASS);
                JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            JarEntry entry = new JarEntry(CLASS);
            entry.setTime(0);
            jar.putNextEntry(entry);
            bytes.transferTo(jar);
        }
    }
}
