package io.sluice.etl.dedup;

import io.sluice.etl.model.OffsetRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** The offsets of rows by their source, compressed: a file that holds a range costs a few bytes. */
final class OffsetsSeen {
    private static final String SEPARATOR = "/";

    private final Map<String, Roaring64Bitmap> offsets = new TreeMap<>();
    private byte[] latestPrefix;
    private Roaring64Bitmap latest;

    /**
     * Adds the offset of a key; a negative one is no place of a log and is left out.
     *
     * @param offsetBytes how many bytes the offset takes at the key's end
     */
    void add(byte[] key, int offsetBytes, KeyText text) {
        int prefix = key.length - offsetBytes;
        if (latest == null
                || latestPrefix.length != prefix
                || !Arrays.equals(latestPrefix, 0, prefix, key, 0, prefix)) {
            latestPrefix = Arrays.copyOf(key, prefix);
            List<String> values = text.values(key);
            String source = String.join(SEPARATOR, values.subList(0, values.size() - 1));
            latest = offsets.computeIfAbsent(source, ignored -> new Roaring64Bitmap());
        }
        long offset = KeyColumn.integral(key, prefix, offsetBytes);
        if (offset >= 0) {
            latest.addLong(offset);
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(offsets.size());
            for (Map.Entry<String, Roaring64Bitmap> source : offsets.entrySet()) {
                out.writeUTF(source.getKey());
                source.getValue().runOptimize();
                source.getValue().serialize(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Adds what {@link #toBytes} wrote. */
    void addAll(byte[] others) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(others))) {
            int sources = in.readInt();
            for (int i = 0; i < sources; i++) {
                String source = in.readUTF();
                Roaring64Bitmap bitmap = new Roaring64Bitmap();
                bitmap.deserialize(in);
                offsets.computeIfAbsent(source, ignored -> new Roaring64Bitmap())
                        .or(bitmap);
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** The offsets as ranges that do not touch, by source and in order. */
    List<OffsetRange> ranges() {
        List<OffsetRange> ranges = new ArrayList<>();
        offsets.forEach((source, bitmap) -> {
            long[] open = {0, -1};
            bitmap.forEach(offset -> {
                if (open[1] >= open[0] && offset != open[1] + 1) {
                    ranges.add(new OffsetRange(source, open[0], open[1]));
                    open[0] = offset;
                } else if (open[1] < open[0]) {
                    open[0] = offset;
                }
                open[1] = offset;
            });
            if (open[1] >= open[0]) {
                ranges.add(new OffsetRange(source, open[0], open[1]));
            }
        });
        return ranges;
    }
}
