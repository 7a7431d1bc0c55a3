package io.sluice.etl.framing;

import io.sluice.etl.framing.SliceEnd.Broken;
import io.sluice.etl.framing.SliceEnd.Faulty;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.Framing.Exploded;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Records that are the elements of an array within JSON documents, one document after the other.
 *
 * <p>What a document says before its array surrounds each of its records; what it says behind is passed over, because
 * nothing waits for it in memory. A document without the array is one faulty slice.
 */
final class DocumentSlices implements Slices {
    /** Longer values of a document's other names surround no record. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private enum Place {
        TOP,
        RECORDS,
        TAIL
    }

    private final Exploded framing;
    private final Window window;
    private final ValueRun run;
    private final ValueScanner scanner = new ValueScanner();
    private Place place = Place.TOP;
    private boolean afterElement;
    private long documentPosition;
    private EnvelopeValues surroundings = new EnvelopeValues();
    private boolean passedOver;
    /** The first name of the document, with its quotes. */
    private byte[] firstName = {};

    private boolean resynced;

    DocumentSlices(InputStream decompressed, Exploded framing, Limits limits) {
        this.framing = framing;
        this.window = new Window(decompressed, limits.maxRecordSize());
        this.run = new ValueRun(window);
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            int first = window.skipBlanks();
            if (first < 0) {
                return atEnd();
            }
            boolean found = run.lost()
                    ? other()
                    : switch (place) {
                        case TOP -> enterDocument(first);
                        case RECORDS -> element(first);
                        case TAIL -> tail(first);
                    };
            if (found) {
                return true;
            }
        }
    }

    private boolean enterDocument(int first) throws IOException {
        if (first != '{') {
            return other();
        }
        if (resynced && run.beginsAsRecord() && !run.beginsWith(firstName)) {
            // Damage has forged the end of the document.
            place = Place.RECORDS;
            return element(first);
        }
        documentPosition = window.position(window.start());
        surroundings = new EnvelopeValues();
        passedOver = false;
        resynced = false;
        firstName = run.firstNameAtStart();
        run.goOnAlsoAt(firstName);
        window.moveTo(window.start() + 1);
        while (true) {
            int next = window.skipBlanksKeeping();
            if (next == ',') {
                window.moveTo(window.cursor() + 1);
            } else if (next == '}') {
                window.moveTo(window.cursor() + 1);
                return documentWithoutRecords();
            } else if (next != '"' || !member()) {
                return damagedDocument();
            } else if (place == Place.RECORDS) {
                return false;
            }
        }
    }

    /** Reads a name and its value, or enters the array of records. */
    private boolean member() throws IOException {
        int nameFrom = window.cursor() - window.start();
        if (!scan()) {
            return false;
        }
        int nameTo = window.cursor() - window.start();
        if (window.skipBlanksKeeping() != ':') {
            return false;
        }
        window.moveTo(window.cursor() + 1);
        int first = window.skipBlanksKeeping();
        boolean records = first == '[' && text(nameFrom + 1, nameTo - 1).equals(framing.member());
        if (records && place == Place.TOP) {
            window.moveTo(window.cursor() + 1);
            place = Place.RECORDS;
            afterElement = false;
            return true;
        }
        int valueFrom = window.cursor() - window.start();
        if (first < 0 || !scan()) {
            return false;
        }
        int valueTo = window.cursor() - window.start();
        if (place == Place.TOP && valueTo - valueFrom <= LONGEST_VALUE) {
            surround(text(nameFrom + 1, nameTo - 1), text(valueFrom, valueTo));
        }
        return true;
    }

    private void surround(String name, String json) {
        surroundings.put(EnvelopeGroup.DOCUMENT, name, json);
        passedOver |= name.equals(framing.skipName()) && json.equals(EnvelopeValues.quoted(framing.skipValue()));
    }

    private String text(int from, int to) {
        int start = window.start();
        return new String(Arrays.copyOfRange(window.bytes(), start + from, start + to), StandardCharsets.UTF_8);
    }

    /** Moves over the value at the cursor, keeping it; false where it is none, or more than may be kept. */
    private boolean scan() throws IOException {
        scanner.begin();
        while (true) {
            window.moveTo(scanner.scan(window.bytes(), window.cursor(), window.limit()));
            if (scanner.ended()) {
                return true;
            }
            if (scanner.faulty() || window.full() || !window.fill()) {
                return false;
            }
        }
    }

    private boolean documentWithoutRecords() {
        if (passedOver) {
            return false;
        }
        run.takeFaulty(new Faulty(
                RejectCode.MISSING_FIELD,
                framing.member(),
                "expected a document with an array " + framing.member() + ", found none"));
        return true;
    }

    /** A document that is damaged before its records, or too long before them. */
    private boolean damagedDocument() throws IOException {
        window.moveTo(window.start());
        return run.take() || other();
    }

    private boolean element(int first) throws IOException {
        if (first == ',' && afterElement) {
            window.moveTo(window.start() + 1);
            afterElement = false;
            return false;
        }
        if (first == ']') {
            window.moveTo(window.start() + 1);
            place = Place.TAIL;
            return false;
        }
        if (first == ',') {
            run.takeByte();
            return true;
        }
        if (resynced && first == '{' && run.beginsWith(firstName)) {
            // The end of the document was among bytes that are no record.
            place = Place.TOP;
            return false;
        }
        afterElement = true;
        return run.take() ? !passedOver || run.end() instanceof Broken : other();
    }

    private boolean tail(int first) throws IOException {
        if (first == ',') {
            window.moveTo(window.start() + 1);
        } else if (first == '}') {
            window.moveTo(window.start() + 1);
            place = Place.TOP;
        } else if (first != '"' || !member()) {
            window.moveTo(window.start());
            place = Place.TOP;
            return other();
        }
        return false;
    }

    private boolean other() throws IOException {
        resynced = true;
        return run.takeOther(firstName.length > 0);
    }

    private boolean atEnd() {
        if (run.takeBroken()) {
            return true;
        }
        if (place == Place.TOP || window.broken() != null) {
            return false;
        }
        place = Place.TOP;
        run.takeFault(new Faulty(
                RejectCode.TRUNCATED,
                "",
                "the file ends within the document that begins at byte %d; land it again to get the rest"
                        .formatted(documentPosition)));
        return true;
    }

    @Override
    public Wrapping wrapping() {
        return place == Place.RECORDS ? new Wrapping(window.bytes(), window.start(), run.length(), surroundings) : null;
    }

    @Override
    public byte[] bytes() {
        return window.bytes();
    }

    @Override
    public int offset() {
        return window.start();
    }

    @Override
    public int length() {
        return run.length();
    }

    @Override
    public long position() {
        return run.position();
    }

    @Override
    public SliceEnd end() {
        return run.end();
    }

    @Override
    public long bytesRead() {
        return window.bytesRead();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
