package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape;
import io.sluice.etl.sink.orc.Dictionaries;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.mapred.OrcStruct;
import org.apache.orc.mapreduce.OrcMapreduceRecordWriter;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.orc.OrcSerializer;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.types.StructType;

/**
 * ORC through orc-core's writer, from rows through Spark's serializer.
 *
 * @param key dotted paths of columns that get bloom filters, by which readers skip rows when they look for one value
 */
record OrcKind(StructType columns, List<String> key, long stripeBytes) implements FileKind {
    static final String EXTENSION = "zstd.orc";
    /** How a session names every column; as one of several names it says nothing to orc-core. */
    private static final String ALL_COLUMNS = "*";

    @Override
    public String extension() {
        return EXTENSION;
    }

    @Override
    public BlockFiles blockFiles(BlockShape shape, String runId, Configuration configuration) {
        return new OrcBlockFiles(this, configuration, shape, runId);
    }

    @Override
    public void configure(Configuration configuration) {}

    @Override
    public ColumnarFile create(Path path, Configuration configuration) throws IOException {
        Writer writer = writer(path, configuration, List.of());
        OrcMapreduceRecordWriter<OrcStruct> records = new OrcMapreduceRecordWriter<>(writer);
        OrcSerializer serializer = new OrcSerializer(columns);
        return new ColumnarFile() {
            @Override
            public void write(InternalRow row) throws IOException {
                records.write(NullWritable.get(), serializer.serialize(row));
            }

            @Override
            public long size() throws IOException {
                return written(writer);
            }

            @Override
            public void close() throws IOException {
                records.close(null);
            }
        };
    }

    /** The schema of the files, as Spark writes it. */
    TypeDescription schema() {
        return TypeDescription.fromString(OrcUtils.getOrcSchemaString(columns));
    }

    /**
     * Begins a file.
     *
     * @param direct dotted paths of columns for whose texts no dictionary is tried, beside those that the session names
     */
    Writer writer(Path path, Configuration configuration, List<String> direct) throws IOException {
        OrcFile.WriterOptions options = OrcFile.writerOptions(configuration)
                .setSchema(schema())
                .stripeSize(stripeBytes)
                .bloomFilterColumns(String.join(",", key))
                // Dates and times come counted in the hybrid calendar, so nothing else may be made of them.
                .setProlepticGregorian(false)
                .compress(CompressionKind.ZSTD);
        if (!direct.isEmpty() && !ALL_COLUMNS.equals(options.getDirectEncodingColumns())) {
            options.directEncodingColumns(options.getDirectEncodingColumns() + "," + String.join(",", direct));
        }
        Writer writer = OrcFile.createWriter(path, options);
        Dictionaries.replace(writer);
        OrcUtils.addSparkVersionMetadata(writer);
        return writer;
    }

    /** Bytes of the stripes that are complete. */
    static long written(Writer writer) throws IOException {
        return writer.getStripes().stream()
                .mapToLong(StripeInformation::getLength)
                .sum();
    }
}
