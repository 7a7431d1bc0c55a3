package io.sluice.etl.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A process, so that another one of the same machine can tell whether it has ended.
 *
 * @param machine names the running kernel and the process's view of it, as Linux does; null where that is not known
 * @param started when the process began, as ISO-8601 instant; null where that is not known
 */
public record HolderProcess(long pid, String machine, String started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    static HolderProcess current() {
        ProcessHandle self = ProcessHandle.current();
        return new HolderProcess(self.pid(), machineOfThisProcess(), startOf(self));
    }

    /** Whether the process is known to have ended; false when it runs on, or lives where this process cannot look. */
    boolean hasEnded() {
        if (machine == null || started == null || !machine.equals(machineOfThisProcess())) {
            return false;
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> !Objects.equals(startOf(process), started))
                .orElse(true);
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse(null);
    }

    private static String machineOfThisProcess() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException | RuntimeException unknown) {
            return null;
        }
    }
}
