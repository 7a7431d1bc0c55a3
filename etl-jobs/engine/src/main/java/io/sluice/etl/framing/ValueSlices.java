package io.sluice.etl.framing;

import io.sluice.etl.framing.SliceEnd.Faulty;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Records that are JSON values, with or without white space between them; an array's elements are one record each.
 *
 * <p>What is no JSON is a slice of its own up to where the next record may begin, in pieces of at most
 * {@link Limits#maxRecordSize()}, which also bounds the memory used.
 */
final class ValueSlices implements Slices {
    /** What came last, outside of records. */
    private enum Place {
        TOP,
        OPENED,
        ELEMENT,
        COMMA
    }

    private final Window window;
    private final ValueRun run;
    private Place place = Place.TOP;
    private long arrayPosition;
    /** The file has an array, of which damage may have hidden the beginning or forged the end. */
    private boolean hasArray;

    ValueSlices(InputStream decompressed, Limits limits) {
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
            if (run.lost()) {
                if (run.takeOther(hasArray)) {
                    return true;
                }
            } else if (first == '[' && place == Place.TOP) {
                arrayPosition = window.position(window.start());
                hasArray = true;
                pass(Place.OPENED);
            } else if (first == ',' && place == Place.ELEMENT) {
                pass(Place.COMMA);
            } else if (first == ']' && (place == Place.OPENED || place == Place.ELEMENT)) {
                pass(Place.TOP);
            } else {
                takeRecord(first);
                return true;
            }
        }
    }

    private void pass(Place next) {
        place = next;
        window.moveTo(window.start() + 1);
    }

    private void takeRecord(int first) throws IOException {
        if (hasArray && (first == ',' || first == ']')) {
            run.takeByte();
            place = first == ',' ? Place.COMMA : Place.TOP;
            return;
        }
        if (!run.take()) {
            run.takeOther(hasArray);
        }
        // Behind bytes that were no record a comma may have been among them.
        place = place == Place.TOP ? Place.TOP : Place.ELEMENT;
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
                "the file ends within the array that begins at byte %d; land it again to get the rest"
                        .formatted(arrayPosition)));
        return true;
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
