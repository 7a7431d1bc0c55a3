package io.sluice.hive.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A moment in the life of a process: some time after something was seen of it.
 *
 * @param name in words
 * @param sign what is looked for
 * @param after how long to wait then
 */
public record Moment(String name, Sign sign, Duration after) {
    /** Something that others can see of a process. */
    public interface Sign {
        boolean isThere(SluiceProcess process) throws IOException;
    }

    /** Some time after the start of the process. */
    public static Moment afterStart(Duration after) {
        return new Moment("start", process -> true, after);
    }

    /** Some time after a run has said that a stage is over. */
    public static Moment afterStage(String stage, Duration after) {
        Pattern line = Pattern.compile("(?m)^" + stage + "\\b");
        return new Moment(stage, process -> line.matcher(process.progress()).find(), after);
    }

    /** Some time after the slot was prepared that a run of a table takes next. */
    public static Moment afterPrepared(TableFiles table, Duration after) throws IOException {
        return afterPrepared(table, table.slots() + 1, after);
    }

    /** Some time after a slot was prepared. */
    public static Moment afterPrepared(TableFiles table, long slot, Duration after) {
        return new Moment("prepared", process -> table.isPrepared(slot), after);
    }

    /** Some time after a slot was closed. */
    public static Moment afterPublished(TableFiles table, long slot, Duration after) {
        return new Moment("published", process -> table.isPublished(slot), after);
    }

    /** Waits until it has come, or until the process has ended. */
    public void await(SluiceProcess process) throws IOException, InterruptedException {
        while (process.isAlive() && !sign.isThere(process)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.NANOSECONDS.sleep(after.toNanos());
    }

    @Override
    public String toString() {
        return "%d ms after %s".formatted(after.toMillis(), name);
    }
}
