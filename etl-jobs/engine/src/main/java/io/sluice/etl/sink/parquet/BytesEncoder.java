package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.sink.dictionary.BytesDictionary;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Texts and other bytes, each after its length. */
final class BytesEncoder extends ValueEncoder<BytesDictionary> {
    private final Bounds bounds = new Bounds();

    BytesEncoder(GrowingBytes plain, boolean withDictionary) {
        super(plain, withDictionary ? new BytesDictionary() : null);
    }

    @Override
    void take(LeafCursor in, int count) {
        byte[] bytes = in.bytes();
        for (int i = 0; i < count; i++) {
            int offset = in.readBytes();
            put(bytes, offset, in.length());
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        if (numbering()) {
            numbered(dictionary.of(bytes, offset, length), Integer.BYTES + length);
        } else {
            bounds.note(bytes, offset, length);
            plain.putSized(bytes, offset, length);
        }
    }

    /** Takes one value many times. */
    void repeat(byte[] value, int count) {
        for (int i = 0; i < count; i++) {
            put(value, 0, value.length);
        }
    }

    @Override
    void bounds(Statistics<?> statistics) {
        if (numbering()) {
            noteDistinct();
        }
        if (bounds.least() != null) {
            statistics.updateStats(Binary.fromConstantByteArray(bounds.least()));
            statistics.updateStats(Binary.fromConstantByteArray(bounds.greatest()));
        }
        bounds.clear();
    }

    /** Notes each value of the page once. */
    private void noteDistinct() {
        boolean[] noted = new boolean[dictionary.size()];
        for (int i = 0; i < ids.count(); i++) {
            int number = ids.at(i);
            if (!noted[number]) {
                noted[number] = true;
                int start = dictionary.start(number);
                bounds.note(dictionary.page().bytes(), start, dictionary.end(number) - start);
            }
        }
    }
}
