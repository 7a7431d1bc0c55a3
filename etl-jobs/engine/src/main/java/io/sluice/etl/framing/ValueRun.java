package io.sluice.etl.framing;

import io.sluice.etl.framing.SliceEnd.Broken;
import io.sluice.etl.framing.SliceEnd.TooLarge;
import java.io.IOException;
import java.util.Arrays;

/**
 * Takes single JSON values from a window, and finds where the next record begins behind bytes that are none.
 *
 * <p>A place where a record may begin is an opening brace that cannot stand within a value there: not behind a colon, an
 * opening bracket or a comma. Where records are elements of an array, it may stand behind a comma, and the first name must
 * be that of the file's first record.
 */
final class ValueRun {
    /** Bytes that are looked at before an opening brace is taken for the beginning of a record. */
    private static final int PROBE = 64 * 1024;

    private static final int LONGEST_FIRST_NAME = 256;
    /** Told of a probe instead of an index: the bytes are no JSON, or the value is longer than the probe. */
    private static final int FAULTY = -1;

    private static final int LONG = -2;

    private final Window window;
    private final ValueScanner scanner = new ValueScanner();
    private byte[] firstName;
    /** A first name of what holds the records. */
    private byte[] otherName;

    private long position;
    private int length;
    private SliceEnd end = SliceEnd.COMPLETE;
    private boolean brokenTold;
    private boolean lost;
    private byte lastLost;

    ValueRun(Window window) {
        this.window = window;
    }

    long position() {
        return position;
    }

    int length() {
        return length;
    }

    SliceEnd end() {
        return end;
    }

    /**
     * Takes the value that begins at the window's start, and moves the cursor behind it.
     *
     * @return false where the bytes are no JSON; nothing has been taken then
     */
    boolean take() throws IOException {
        position = window.position(window.start());
        scanner.begin();
        boolean passing = false;
        window.moveTo(window.start());
        while (true) {
            window.moveTo(scanner.scan(window.bytes(), window.cursor(), window.limit()));
            if (scanner.faulty() && !passing) {
                return false;
            }
            if (scanner.ended() || scanner.faulty()) {
                settle(passing, true);
                return true;
            }
            if (window.full()) {
                passing = true;
                window.passBehindStart();
            }
            if (!window.fill()) {
                settle(passing, window.broken() == null);
                return true;
            }
        }
    }

    private void settle(boolean passing, boolean whole) {
        long recordLength = window.position(window.cursor()) - position;
        length = (int) Math.min(recordLength, window.mostKept());
        end = passing || recordLength > window.mostKept() ? new TooLarge(recordLength) : SliceEnd.COMPLETE;
        if (!whole) {
            tellBroken();
        } else if (firstName == null && end == SliceEnd.COMPLETE && window.bytes()[window.start()] == '{') {
            firstName = nameAt(window.start());
        }
    }

    /** Whether the bytes at the window's start go on with bytes that are no record. */
    boolean lost() {
        return lost;
    }

    /**
     * Takes bytes that are no record, from the window's start up to the next place where one may begin, and no more than
     * may be kept.
     *
     * @return false where a record may begin at the start; nothing has been taken then
     */
    boolean takeOther(boolean inArray) throws IOException {
        position = window.position(window.start());
        end = SliceEnd.COMPLETE;
        int at = lost ? 0 : 1;
        int value = window.at(at);
        while (value >= 0 && at < window.mostKept() && !(value == '{' && mayBegin(at, inArray))) {
            at++;
            value = window.at(at);
        }
        lost = value >= 0 && at == window.mostKept();
        length = at;
        window.moveTo(window.start() + at);
        lastLost = at > 0 ? window.bytes()[window.cursor() - 1] : lastLost;
        if (value < 0 && window.broken() != null) {
            tellBroken();
        }
        return at > 0;
    }

    /** Takes the one byte at the window's start, which cannot be there. */
    void takeByte() {
        position = window.position(window.start());
        end = SliceEnd.COMPLETE;
        length = 1;
        window.moveTo(window.start() + 1);
    }

    /** The window's start is where a file breaks; false when that was told. */
    boolean takeBroken() {
        if (window.broken() == null || brokenTold) {
            return false;
        }
        takeNothing();
        tellBroken();
        return true;
    }

    /** The slice from the window's start to the cursor is a complete value, and no record all the same. */
    void takeFaulty(SliceEnd.Faulty fault) {
        position = window.position(window.start());
        length = Math.min(window.cursor() - window.start(), window.mostKept());
        end = fault;
    }

    /** An empty slice at the window's start, with something to say about the file. */
    void takeFault(SliceEnd fault) {
        takeNothing();
        end = fault;
    }

    private void takeNothing() {
        position = window.position(window.start());
        length = 0;
    }

    private void tellBroken() {
        brokenTold = true;
        end = new Broken(window.broken().code(), window.broken().getMessage());
    }

    private boolean mayBegin(int at, boolean inArray) throws IOException {
        byte before = before(at);
        if (before == ':' || before == '[') {
            return false;
        }
        return inArray ? mayBeElement(at) && probe(at) != FAULTY : before != ',' && probe(at) != FAULTY;
    }

    /** Whether an object has the first name of the records; where that is unknown, that of the one before or behind. */
    private boolean mayBeElement(int at) throws IOException {
        window.at(at + LONGEST_FIRST_NAME);
        byte[] name = nameAt(window.start() + at);
        if (Arrays.equals(name, otherName)) {
            return true;
        }
        if (firstName != null || Arrays.equals(name, nameAt(window.start()))) {
            return firstName == null || Arrays.equals(name, firstName);
        }
        int end = probe(at);
        if (end < 0) {
            return false;
        }
        int comma = notBlank(end);
        int next = notBlank(comma + 1);
        window.at(next + LONGEST_FIRST_NAME);
        return window.at(comma) == ',' && window.at(next) == '{' && Arrays.equals(name, nameAt(window.start() + next));
    }

    private int notBlank(int from) throws IOException {
        int at = from;
        while (window.at(at) >= 0 && Window.isBlank((byte) window.at(at)) && at - from < LONGEST_FIRST_NAME) {
            at++;
        }
        return at;
    }

    /** Index from the start after the value that begins at another; or why there is none. */
    private int probe(int at) throws IOException {
        scanner.begin();
        int scanned = at;
        while (scanned - at < PROBE) {
            if (window.at(scanned) < 0) {
                return scanner.ended() ? scanned : FAULTY;
            }
            int from = window.start() + scanned;
            int to = Math.min(window.limit(), window.start() + at + PROBE);
            scanned = scanner.scan(window.bytes(), from, to) - window.start();
            if (scanner.ended() || scanner.faulty()) {
                return scanner.ended() ? scanned : FAULTY;
            }
        }
        return LONG;
    }

    private byte before(int at) {
        int index = window.start() + at - 1;
        while (index >= window.start() && Window.isBlank(window.bytes()[index])) {
            index--;
        }
        return index < window.start() ? lastLost : window.bytes()[index];
    }

    /** The first name of the object at the window's start, with its quotes; empty where none is found nearby. */
    byte[] firstNameAtStart() throws IOException {
        window.at(LONGEST_FIRST_NAME);
        return nameAt(window.start());
    }

    /** Lets what is no record end where an object with another first name begins, too. */
    void goOnAlsoAt(byte[] name) {
        otherName = name.length == 0 ? otherName : name;
    }

    /** Whether the object at the window's start has the first name of the records. */
    boolean beginsAsRecord() throws IOException {
        return firstName != null && beginsWith(firstName);
    }

    /** Whether the object at the window's start has a first name. */
    boolean beginsWith(byte[] name) throws IOException {
        return Arrays.equals(name, firstNameAtStart());
    }

    /** The first name of an object that begins at an index, with its quotes; empty where none is found nearby. */
    private byte[] nameAt(int index) {
        byte[] bytes = window.bytes();
        int to = Math.min(window.limit(), index + LONGEST_FIRST_NAME);
        int open = index + 1;
        while (open < to && Window.isBlank(bytes[open])) {
            open++;
        }
        int close = open + 1;
        while (close < to && bytes[close] != '"') {
            close++;
        }
        return close < to && bytes[open] == '"' ? window.copy(open, close + 1) : new byte[0];
    }
}
