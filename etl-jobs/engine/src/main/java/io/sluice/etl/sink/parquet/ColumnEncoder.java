package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.EntrySink;
import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.block.KeptEntries;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.sink.dictionary.Dictionary;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Encodes one column of a row group: levels and values from the leaves of blocks, as data pages of version 1.
 *
 * <p>Readers find what parquet-mr's {@code ColumnWriterV1} would have left them, but that pages end elsewhere. That one
 * takes value after value, through objects; here whole runs of levels are passed on, and bytes are copied from the block
 * to the page.
 */
public final class ColumnEncoder implements EntrySink {
    private static final int PAGE_BYTES = ParquetProperties.DEFAULT_PAGE_SIZE;
    private static final int PAGE_ROWS = ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT;

    private final ColumnDescriptor column;
    private final PageWriter pages;
    private final Levels repetitions;
    private final Levels definitions;
    private final ValueEncoder<?> values;
    private final PageBuffers buffers;
    private int entries;
    private int nulls;
    private int rows;

    /**
     * An encoder of one row group.
     *
     * @param pages of the column; they are given each page when it is full, and must not keep its bytes
     * @param buffers of the encoders of one thread
     * @param dictionary whether to try one
     */
    public ColumnEncoder(
            ColumnDescriptor column, LeafType type, PageWriter pages, PageBuffers buffers, boolean dictionary) {
        this.column = column;
        this.pages = pages;
        this.repetitions = new Levels(column.getMaxRepetitionLevel());
        this.definitions = new Levels(column.getMaxDefinitionLevel());
        this.buffers = buffers;
        this.values = ValueEncoder.of(
                type, buffers.take(), dictionary, column.getPrimitiveType().getTypeLength());
    }

    /**
     * Writes the rows of a block that come next.
     *
     * @param endRow the row before which to stop
     */
    public void write(LeafCursor in, int endRow, KeptRows kept) {
        KeptEntries.pass(in, endRow, kept, this);
    }

    @Override
    public void entries(int repetition, int definition, int count) {
        repetitions.add(repetition, count);
        definitions.add(definition, count);
        entries += count;
        nulls += definition == column.getMaxDefinitionLevel() ? 0 : count;
    }

    @Override
    public void values(LeafCursor in, int count) {
        values.take(in, count);
    }

    /** Writes one value of bytes for so many rows, in a column that lies in nothing else. */
    public void repeat(byte[] value, int count) {
        ((BytesEncoder) values).repeat(value, count);
        present(count);
    }

    /** Writes a row's number, in a column that lies in nothing else. */
    public void number(long value) {
        ((NumberEncoder) values).put(value);
        present(1);
    }

    private void present(int count) {
        entries(0, column.getMaxDefinitionLevel(), count);
    }

    /**
     * Says that so many rows are complete.
     *
     * @throws IOException when the pages cannot take one
     */
    public void endRows(int count) throws IOException {
        rows += count;
        if (rows >= PAGE_ROWS || pageBytes() >= PAGE_BYTES || values.full()) {
            endPage();
        }
    }

    /** Bytes written so far, about. */
    public long bytes() {
        return pages.getMemSize() + pageBytes();
    }

    private int pageBytes() {
        return repetitions.size() + definitions.size() + values.size();
    }

    /**
     * Gives the pages what is left, and the dictionary. Nothing can be written afterwards.
     *
     * @throws IOException when the pages cannot take it
     */
    public void end() throws IOException {
        if (rows > 0) {
            endPage();
        }
        Dictionary dictionary = values.dictionary();
        if (dictionary != null) {
            pages.writeDictionaryPage(
                    new DictionaryPage(input(dictionary.page()), dictionary.size(), ValueEncoder.BY_NUMBER));
        }
        buffers.giveBack(values.plain);
    }

    private void endPage() throws IOException {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        values.bounds(statistics);
        statistics.incrementNumNulls(nulls);
        GrowingBytes page = buffers.page();
        repetitions.endPage(page);
        definitions.endPage(page);
        Encoding encoding = values.endPage(page);
        pages.writePage(
                input(page), entries, rows, statistics, repetitions.encoding(), definitions.encoding(), encoding);
        page.clear();
        entries = 0;
        nulls = 0;
        rows = 0;
    }

    /** Bytes as a buffer, which is the form that is passed on without a copy. */
    private static BytesInput input(GrowingBytes bytes) {
        return BytesInput.from(ByteBuffer.wrap(bytes.bytes(), 0, bytes.length()));
    }
}
