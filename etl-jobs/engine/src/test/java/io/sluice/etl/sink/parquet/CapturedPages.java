package io.sluice.etl.sink.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Keeps copies of the pages of a column, to read them again. */
final class CapturedPages implements PageWriter {
    private final List<DataPageV1> pages = new ArrayList<>();
    private DictionaryPage dictionary;

    List<DataPageV1> pages() {
        return pages;
    }

    DictionaryPage dictionary() {
        return dictionary;
    }

    PageReader reader() {
        Iterator<DataPageV1> next = pages.iterator();
        long values = pages.stream().mapToLong(DataPage::getValueCount).sum();
        return new PageReader() {
            @Override
            public DictionaryPage readDictionaryPage() {
                return dictionary;
            }

            @Override
            public long getTotalValueCount() {
                return values;
            }

            @Override
            public DataPage readPage() {
                return next.hasNext() ? next.next() : null;
            }
        };
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int values,
            int rows,
            Statistics<?> statistics,
            Encoding repetitions,
            Encoding definitions,
            Encoding encoding)
            throws IOException {
        BytesInput copy = copy(bytes);
        pages.add(new DataPageV1(
                copy, values, (int) copy.size(), pages.size(), rows, statistics, repetitions, definitions, encoding));
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int values,
            int rows,
            Statistics<?> statistics,
            SizeStatistics sizes,
            Encoding repetitions,
            Encoding definitions,
            Encoding encoding)
            throws IOException {
        writePage(bytes, values, rows, statistics, repetitions, definitions, encoding);
    }

    private static BytesInput copy(BytesInput bytes) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        bytes.writeAllTo(copy);
        return BytesInput.from(copy.toByteArray());
    }

    @Override
    @Deprecated
    public void writePage(
            BytesInput bytes,
            int values,
            Statistics<?> statistics,
            Encoding repetitions,
            Encoding definitions,
            Encoding encoding) {
        throw new UnsupportedOperationException("a page without its number of rows");
    }

    @Override
    public void writePageV2(
            int rows,
            int nulls,
            int values,
            BytesInput repetitions,
            BytesInput definitions,
            Encoding encoding,
            BytesInput data,
            Statistics<?> statistics) {
        throw new UnsupportedOperationException("a page of version 2");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        dictionary = page.copy();
    }

    @Override
    public long getMemSize() {
        return 0;
    }

    @Override
    public long allocatedSize() {
        return 0;
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix;
    }
}
