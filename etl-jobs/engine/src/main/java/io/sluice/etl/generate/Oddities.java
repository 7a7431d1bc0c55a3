package io.sluice.etl.generate;

/**
 * Which files of a day are odd, by number; {@link #NO_FILE} where none is.
 *
 * @param withByteOrderMark begins with a UTF-8 byte order mark
 * @param withCarriageReturns has CRLF line ends, and blank lines
 * @param withoutLastNewline ends with its last record
 * @param ofTwoMembers consists of two gzip members
 * @param inProgress has its beginning beside it, as a producer's open file
 * @param brokenUpload has its beginning beside it, as an upload that broke off
 */
record Oddities(
        int withByteOrderMark,
        int withCarriageReturns,
        int withoutLastNewline,
        int ofTwoMembers,
        int inProgress,
        int brokenUpload) {
    static final int NO_FILE = -1;

    static Oddities of(LandingPlan plan, int day) {
        int files = plan.filesPerDay();
        Dice dice = new Dice();
        dice.restart(plan.seed(), Dice.Purpose.ODDITY, day);
        int broken = dice.below(files);
        int brokenUpload = plan.brokenUpload() && day == 0 ? broken : NO_FILE;
        if (!plan.oddities()) {
            return new Oddities(NO_FILE, NO_FILE, NO_FILE, NO_FILE, NO_FILE, brokenUpload);
        }
        return new Oddities(
                dice.below(files),
                dice.below(files),
                dice.below(files),
                gzipFileFrom(dice.below(files), plan, day),
                dice.below(files),
                brokenUpload);
    }

    private static int gzipFileFrom(int start, LandingPlan plan, int day) {
        for (int step = 0; step < plan.filesPerDay(); step++) {
            int file = (start + step) % plan.filesPerDay();
            if (plan.gzip(day, file)) {
                return file;
            }
        }
        return NO_FILE;
    }
}
