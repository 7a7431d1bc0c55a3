package io.sluice.etl.generate;

/**
 * Which event of a day belongs to which file and second, by arithmetic alone.
 *
 * <p>Events of a day are numbered from 0 in the order of their times.
 */
final class Timetable {
    /** Events by UTC hour, relative to each other. */
    private static final int[] TRAFFIC = {
        7, 7, 7, 7, 7, 7, 8, 9, 10, 11, 11, 11, 11, 12, 13, 13, 13, 12, 11, 11, 10, 10, 9, 8
    };

    private static final int SECONDS_PER_HOUR = 3600;

    private final long[] firstOfFile;
    private final int secondsPerFile;

    Timetable(int filesPerDay, long eventsPerDay) {
        int hoursPerFile = TRAFFIC.length / filesPerDay;
        secondsPerFile = hoursPerFile * SECONDS_PER_HOUR;
        long traffic = 0;
        for (int weight : TRAFFIC) {
            traffic += weight;
        }
        firstOfFile = new long[filesPerDay + 1];
        long before = 0;
        for (int hour = 0; hour < TRAFFIC.length; hour++) {
            if (hour % hoursPerFile == 0) {
                firstOfFile[hour / hoursPerFile] = eventsPerDay * before / traffic;
            }
            before += TRAFFIC[hour];
        }
        firstOfFile[filesPerDay] = eventsPerDay;
    }

    int files() {
        return firstOfFile.length - 1;
    }

    long first(int file) {
        return firstOfFile[file];
    }

    /** The first event after the file. */
    long end(int file) {
        return firstOfFile[file + 1];
    }

    int fileOf(long event) {
        int file = 0;
        while (end(file) <= event) {
            file++;
        }
        return file;
    }

    int hourOf(int file) {
        return file * secondsPerFile / SECONDS_PER_HOUR;
    }

    /** The second of the day in which an event happens. */
    int secondOf(long event) {
        int file = fileOf(event);
        long within = (event - first(file)) * secondsPerFile / (end(file) - first(file));
        return file * secondsPerFile + (int) within;
    }
}
