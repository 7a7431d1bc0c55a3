package io.sluice.etl.config;

/**
 * One thing that is wrong with a job.
 *
 * @param key dotted path of the key concerned; empty when it concerns the file
 * @param text what is wrong with which value, and what to do
 */
record Problem(Origin origin, String key, String text) {
    private static final int LONGEST_KEY = 120;

    /** Keys are whatever somebody wrote, and a problem is a line. */
    Problem {
        String printable = key.replaceAll("\\p{Cntrl}", "?");
        key = printable.length() > LONGEST_KEY ? printable.substring(0, LONGEST_KEY) + "…" : printable;
    }

    @Override
    public String toString() {
        String place = origin.at(key);
        return place.isEmpty() ? text : place + ": " + text;
    }
}
