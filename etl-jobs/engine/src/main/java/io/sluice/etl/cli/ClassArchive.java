package io.sluice.etl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps the classes of a command in the form in which the JVM has them in memory, so that later commands start in about
 * half the time: application class data sharing (JEP 310), of which a dynamic archive can be made by a running JVM.
 *
 * <p>The launcher asks for it where a build has no archive yet, and hands it to the JVM from then on. A JVM that finds
 * that jars have changed since leaves an archive alone.
 */
final class ClassArchive {
    /** The launcher's property that names the file to make. */
    private static final String FILE = "sluice.class.archive";

    /** What loads most of the classes, and writes its answers for people: the JVM says a line about the archive, too. */
    private static final Set<String> COMMANDS = Set.of("demo", "run");

    private ClassArchive() {}

    /** Makes the archive if one is asked for. The command has done its work, so that a failure here is only told. */
    static void keepAfter(String command, PrintWriter err) {
        String file = System.getProperty(FILE);
        if (file == null || !COMMANDS.contains(command)) {
            return;
        }
        Path archive = Path.of(file);
        Path made = archive.resolveSibling(
                archive.getFileName() + "." + ProcessHandle.current().pid());
        err.println("sluice: keeping the classes for faster starts, once after a build");
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", made.toString()}},
                            new String[] {String[].class.getName()});
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException failure) {
            err.println("sluice: there will be no faster starts: " + failure);
        }
    }
}
