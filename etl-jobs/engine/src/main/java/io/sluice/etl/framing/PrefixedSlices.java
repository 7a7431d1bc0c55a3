package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeValues;
import java.io.IOException;

/** Slices of which a part is taken off that is no JSON; a slice that has no such part stays as it is. */
final class PrefixedSlices implements Slices {
    private final Slices lines;
    private final Prefix prefix;
    private Prefix.Inner inner;
    private Wrapping wrapping;

    PrefixedSlices(Slices lines, Prefix prefix) {
        this.lines = lines;
        this.prefix = prefix;
    }

    @Override
    public boolean next() throws IOException {
        boolean found = lines.next();
        EnvelopeValues values = new EnvelopeValues();
        inner = found && lines.wrapping() == null && lines.length() > 0
                ? prefix.takeOff(lines.bytes(), lines.offset(), lines.offset() + lines.length(), values)
                : null;
        wrapping = inner == null
                ? found ? lines.wrapping() : null
                : new Wrapping(lines.bytes(), lines.offset(), lines.length(), values);
        return found;
    }

    @Override
    public byte[] bytes() {
        return inner == null ? lines.bytes() : inner.bytes();
    }

    @Override
    public int offset() {
        return inner == null ? lines.offset() : inner.offset();
    }

    @Override
    public int length() {
        return inner == null ? lines.length() : inner.length();
    }

    @Override
    public long position() {
        return lines.position();
    }

    @Override
    public SliceEnd end() {
        return lines.end();
    }

    @Override
    public Wrapping wrapping() {
        return wrapping;
    }

    @Override
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
