package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** Parquet through parquet-hadoop's writer and Spark's write support, with footers that Spark and Hive both understand. */
record ParquetKind(StructType columns, long rowGroupBytes) implements FileKind {
    /**
     * Says that dates are counted in the proleptic Gregorian calendar (Hive's {@code
     * DataWritableWriteSupport.WRITER_DATE_PROLEPTIC}). Without it Hive 4 takes dates before 1582-10-15 for Julian ones,
     * though it takes timestamps of 64 bits, which have no such mark, for Gregorian ones.
     */
    private static final Map<String, String> CALENDAR = Map.of("writer.date.proleptic", "true");

    /** Files of level 1 are 6 % larger than Spark's, those of level 2 are 3 %; a job may set another. */
    private static final String ZSTD_LEVEL = "2";

    static final String EXTENSION = "zstd.parquet";

    @Override
    public String extension() {
        return EXTENSION;
    }

    @Override
    @SuppressWarnings("deprecation") // the successor takes another configuration and calls this one
    public BlockFiles blockFiles(BlockShape shape, String runId, Configuration configuration) {
        return new ParquetBlockFiles(
                configuration, new ParquetWriteSupport().init(configuration), CALENDAR, shape, rowGroupBytes, runId);
    }

    @Override
    public void configure(Configuration configuration) {
        ParquetWriteSupport.setSchema(columns, configuration);
        configuration.set(SQLConf.PARQUET_WRITE_LEGACY_FORMAT().key(), "true");
        configuration.set(SQLConf.PARQUET_OUTPUT_TIMESTAMP_TYPE().key(), "TIMESTAMP_MICROS");
        configuration.set(SQLConf.PARQUET_FIELD_ID_WRITE_ENABLED().key(), "false");
        configuration.setIfUnset(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZSTD_LEVEL);
    }

    @Override
    public ColumnarFile create(Path path, Configuration configuration) throws IOException {
        ParquetWriter<InternalRow> writer = new Builder(HadoopOutputFile.fromPath(path, configuration))
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(rowGroupBytes)
                .withExtraMetaData(CALENDAR)
                .build();
        return new ColumnarFile() {
            @Override
            public void write(InternalRow row) throws IOException {
                writer.write(row);
            }

            @Override
            public long size() {
                return writer.getDataSize();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    /** Joins the writer to Spark's rows. */
    private static final class Builder extends ParquetWriter.Builder<InternalRow, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // the successor's default calls this one, which is still abstract
        protected WriteSupport<InternalRow> getWriteSupport(Configuration configuration) {
            return new ParquetWriteSupport();
        }
    }
}
