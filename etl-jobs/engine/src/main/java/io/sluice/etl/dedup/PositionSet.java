package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.UncheckedIOException;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Positions as a compressed bitmap. */
public final class PositionSet implements Positions, Externalizable {
    private static final long serialVersionUID = 1L;

    private final Roaring64Bitmap bitmap = new Roaring64Bitmap();

    /** For deserialization. */
    public PositionSet() {}

    void add(long position) {
        bitmap.addLong(position);
    }

    void addAll(PositionSet other) {
        bitmap.or(other.bitmap);
    }

    @Override
    public boolean contains(long position) {
        return bitmap.contains(position);
    }

    @Override
    public long count() {
        return bitmap.getLongCardinality();
    }

    void writeTo(DataOutput out) throws IOException {
        bitmap.serialize(out);
    }

    static PositionSet readFrom(DataInput in) throws IOException {
        PositionSet set = new PositionSet();
        set.bitmap.deserialize(in);
        return set;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} wrote. */
    static PositionSet fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return readFrom(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        bitmap.serialize(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        bitmap.deserialize(in);
    }
}
