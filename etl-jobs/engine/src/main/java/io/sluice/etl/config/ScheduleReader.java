package io.sluice.etl.config;

import java.util.regex.Pattern;

/**
 * Reads the schedule of a job.
 *
 * <p>A schedule is the scheduler's to follow. Here it only has to make sense, so that a mistake shows in {@code sluice
 * validate} and not at night.
 */
final class ScheduleReader {
    private static final Form<String> CRON =
            Forms.text("five fields such as \"0 2 * * *\"", Pattern.compile("[0-9A-Za-z*/,-]+( +[0-9A-Za-z*/,-]+){4}"));
    private static final Form<String> DAY = Forms.text(
            "a day such as 2026-11-22", Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
    private static final Form<String> WAIT_FOR = Forms.text(
            "files, nothing, or the name of a marker file such as _SUCCESS", Pattern.compile("[A-Za-z0-9._=-]{1,200}"));
    private static final Form<String> NAME =
            Forms.text("letters, digits, _, . or -", Pattern.compile("[A-Za-z0-9_.-]{1,200}"));

    private static final int MOST_RETRIES = 100;

    private final Section schedule;

    ScheduleReader(Section schedule) {
        this.schedule = schedule;
    }

    /** Notes what is wrong; nothing of a schedule is for the engine. */
    void read() {
        schedule.value("cron", CRON);
        schedule.value("start", DAY);
        schedule.value("wait_for", WAIT_FOR);
        schedule.value("wait_limit", Forms.duration());
        schedule.value("retries", Forms.wholeNumber(0, MOST_RETRIES));
        schedule.value("retry_delay", Forms.duration());
        schedule.value("timeout", Forms.duration());
        schedule.value("expire_after", Forms.duration());
        schedule.value("connection", NAME);
        schedule.value("pool", NAME);
        schedule.value("owner", Forms.text("a name"));
        schedule.list("tags", "a list of names", Forms.text("a name"));
        schedule.map("submit");
    }
}
