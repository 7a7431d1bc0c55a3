package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.sink.dictionary.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Gathers the values of a page, plainly or by a dictionary.
 *
 * <p>A dictionary is given up when the first page would be no smaller for it, and is used no further once it has grown
 * too large, much as parquet-mr's {@code FallbackValuesWriter} does; that one changes within a page, this one between.
 */
abstract class ValueEncoder<D extends Dictionary> {
    /** What pages of version 1 call it, which readers of any age know. */
    @SuppressWarnings("deprecation") // for pages of version 2
    static final Encoding BY_NUMBER = Encoding.PLAIN_DICTIONARY;

    private static final int LARGEST_DICTIONARY = 1 << 20;

    /** The values of the page in the plain encoding; none where a dictionary is used. */
    final GrowingBytes plain;
    /** The values of the page by their numbers. */
    final Ids ids = new Ids();

    /** Null where there is none, and where it was given up. */
    D dictionary;

    private boolean numbering;
    private boolean anyPage;
    /** Bytes of the page's values in the plain encoding, where a dictionary is used. */
    private long plainBytes;

    /** @param dictionary null for the plain encoding from the start */
    ValueEncoder(GrowingBytes plain, D dictionary) {
        this.plain = plain;
        this.dictionary = dictionary;
        this.numbering = dictionary != null;
    }

    /** @param plain empty, for values in the plain encoding */
    static ValueEncoder<?> of(LeafType type, GrowingBytes plain, boolean withDictionary, int fixedLength) {
        return switch (type) {
            case BOOLEAN -> new BooleanEncoder(plain);
            case INT, LONG, FLOAT, DOUBLE -> new NumberEncoder(type, plain, withDictionary);
            case DECIMAL -> new DecimalEncoder(plain, fixedLength);
            case TEXT, BINARY -> new BytesEncoder(plain, withDictionary);
        };
    }

    /** Reads the values of so many entries, all of which have one. */
    abstract void take(LeafCursor in, int count);

    /** Tells the statistics what the least and the greatest value of the page were, and forgets it. */
    abstract void bounds(Statistics<?> statistics);

    /** Whether values are given by their numbers in the dictionary. */
    final boolean numbering() {
        return numbering;
    }

    /** Takes a value by its number in the dictionary, and notes the bytes that it would take plainly. */
    final void numbered(int id, int bytes) {
        ids.add(id);
        plainBytes += bytes;
    }

    /** About the bytes that the values take on the page. */
    int size() {
        return plain.length() + ids.count() * HybridRuns.width(numbering ? dictionary.size() : 0) / Byte.SIZE;
    }

    /** Whether the page must end, because no value may be added to the dictionary any more. */
    final boolean full() {
        return numbering && dictionary.page().length() > LARGEST_DICTIONARY;
    }

    /** Appends the values to a page and forgets them. */
    final Encoding endPage(GrowingBytes page) {
        completePlain();
        boolean byNumber = numbering && (anyPage || !full() && pays());
        if (byNumber) {
            ids.writeTo(page, dictionary);
        } else if (numbering) {
            ids.writeValuesTo(page, dictionary);
        } else {
            page.put(plain.bytes(), 0, plain.length());
        }
        if (numbering && !byNumber) {
            dictionary = null;
        }
        numbering = byNumber && !full();
        if (byNumber && !numbering) {
            dictionary.complete();
        }
        anyPage = true;
        ids.clear();
        plain.clear();
        plainBytes = 0;
        return byNumber ? BY_NUMBER : Encoding.PLAIN;
    }

    /** Called before the plain bytes are written. */
    void completePlain() {}

    private boolean pays() {
        return size() + dictionary.page().length() < plainBytes;
    }

    /** The dictionary of all pages that were written; null when none has one. */
    final Dictionary dictionary() {
        return anyPage ? dictionary : null;
    }
}
