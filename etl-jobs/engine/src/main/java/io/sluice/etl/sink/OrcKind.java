package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape;
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
 * ORC through orc-core's writer and Spark's serializer.
 *
 * @param key dotted paths of columns that get bloom filters, by which readers skip rows when they look for one value
 */
record OrcKind(StructType columns, List<String> key, long stripeBytes) implements FileKind {
    @Override
    public String extension() {
        return "zstd.orc";
    }

    @Override
    public BlockFiles blockFiles(BlockShape shape, String runId, Configuration configuration) {
        throw new UnsupportedOperationException("ORC files are written from rows");
    }

    @Override
    public void configure(Configuration configuration) {}

    @Override
    public ColumnarFile create(Path path, Configuration configuration) throws IOException {
        Writer writer = OrcFile.createWriter(
                path,
                OrcFile.writerOptions(configuration)
                        .setSchema(TypeDescription.fromString(OrcUtils.getOrcSchemaString(columns)))
                        .stripeSize(stripeBytes)
                        .bloomFilterColumns(String.join(",", key))
                        .compress(CompressionKind.ZSTD));
        OrcUtils.addSparkVersionMetadata(writer);
        OrcMapreduceRecordWriter<OrcStruct> records = new OrcMapreduceRecordWriter<>(writer);
        OrcSerializer serializer = new OrcSerializer(columns);
        return new ColumnarFile() {
            @Override
            public void write(InternalRow row) throws IOException {
                records.write(NullWritable.get(), serializer.serialize(row));
            }

            @Override
            public long size() throws IOException {
                return writer.getStripes().stream()
                        .mapToLong(StripeInformation::getLength)
                        .sum();
            }

            @Override
            public void close() throws IOException {
                records.close(null);
            }
        };
    }
}
