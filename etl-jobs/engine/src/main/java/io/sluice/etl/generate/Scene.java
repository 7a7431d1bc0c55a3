package io.sluice.etl.generate;

import java.time.LocalDate;

/** The facts of one event, drawn before it is told; set anew for every event. */
final class Scene {
    private static final int DAYS_OF_HISTORY = 30;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int LATEST_CORRECTION = 600;
    private static final int MOST_COMMITS = 20;
    private static final byte[] NULL = Bytes.utf8("null");

    private final long seed;
    private final byte[][] dates;
    private final Dice dice = new Dice();
    private final Dice shaDice = new Dice();

    private long event;
    private int day;
    private int second;
    private boolean conflicting;
    private EventType type = EventType.PUSH;
    private int actor;
    private int repo;
    private int number;
    private boolean closed;
    private boolean merged;
    private int commits;
    private int commit;

    Scene(long seed, LocalDate firstDay, int days) {
        this.seed = seed;
        dates = new byte[DAYS_OF_HISTORY + days][];
        for (int index = 0; index < dates.length; index++) {
            dates[index] = Bytes.utf8(firstDay.plusDays(index - DAYS_OF_HISTORY) + "T");
        }
    }

    /**
     * Turns to an event.
     *
     * @param conflict whether to tell it differently from the first time, not earlier and on the same day
     */
    void set(long globalEvent, int eventDay, int eventSecond, boolean conflict) {
        event = globalEvent;
        day = eventDay;
        conflicting = conflict;
        dice.restart(seed, Dice.Purpose.EVENT, event);
        type = EventType.any(dice);
        actor = dice.rank(Names.LOWEST_RANK, Names.HIGHEST_ACCOUNT_RANK);
        repo = dice.rank(Names.LOWEST_RANK, Names.HIGHEST_REPO_RANK);
        number = 1 + dice.below(2000);
        dice.restart(seed, conflict ? Dice.Purpose.CONFLICTING_CONTENT : Dice.Purpose.CONTENT, event);
        int correction = conflict && dice.chance(50) ? 1 + dice.below(LATEST_CORRECTION) : 0;
        second = Math.min(eventSecond + correction, SECONDS_PER_DAY - 1);
        closed = dice.chance(45);
        merged = closed && dice.chance(70);
        commits = Math.min(1 + Long.numberOfTrailingZeros(dice.next()) * 3 / 4, MOST_COMMITS);
        commit = -1;
    }

    Dice dice() {
        return dice;
    }

    long event() {
        return event;
    }

    int day() {
        return day;
    }

    boolean conflicting() {
        return conflicting;
    }

    EventType type() {
        return type;
    }

    int actor() {
        return actor;
    }

    /** An account other than the actor's, with few exceptions. */
    int other() {
        return 1 + number;
    }

    int repo() {
        return repo;
    }

    int number() {
        return number;
    }

    boolean closed() {
        return closed;
    }

    boolean merged() {
        return merged;
    }

    int commits() {
        return commits;
    }

    int commit() {
        return commit;
    }

    /** Turns to the next commit, if there is one, and separates it from the one before. */
    boolean nextCommit(Bytes out) {
        commit++;
        if (commit > 0 && commit < commits) {
            out.put(',');
        }
        return commit < commits;
    }

    /** The hash of one of the event's commits: the same each time. */
    void writeSha(int ofCommit, Bytes out) {
        long version = conflicting ? 1 : 0;
        shaDice.restart(seed, Dice.Purpose.COMMIT, (event * 2 + version) * MOST_COMMITS + ofCommit);
        Names.sha(shaDice, out);
    }

    void writeTime(Bytes out) {
        writeTime(day, second, out);
    }

    /** A time in the month before the event's day. */
    void writePastTime(Bytes out) {
        writeTime(day - 1 - dice.below(DAYS_OF_HISTORY), dice.below(SECONDS_PER_DAY), out);
    }

    /** The event's time with its quotes, or null. */
    void writeTimeIf(boolean given, Bytes out) {
        if (given) {
            out.put('"');
            writeTime(out);
            out.put('"');
        } else {
            out.put(NULL);
        }
    }

    private void writeTime(int ofDay, int ofSecond, Bytes out) {
        out.put(dates[ofDay + DAYS_OF_HISTORY]);
        out.twoDigits(ofSecond / 3600);
        out.put(':');
        out.twoDigits(ofSecond / 60 % 60);
        out.put(':');
        out.twoDigits(ofSecond % 60);
        out.put('Z');
    }
}
