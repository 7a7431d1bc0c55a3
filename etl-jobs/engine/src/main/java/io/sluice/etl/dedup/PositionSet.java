package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
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

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        bitmap.serialize(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        bitmap.deserialize(in);
    }
}
