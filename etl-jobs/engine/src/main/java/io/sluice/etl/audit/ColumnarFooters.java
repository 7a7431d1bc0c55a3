package io.sluice.etl.audit;

import io.sluice.etl.model.JobConfig;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads the footers of Parquet and ORC files. */
public final class ColumnarFooters implements Footers {
    private final JobConfig.FileFormat format;
    private final Configuration configuration;

    public ColumnarFooters(JobConfig.FileFormat format, Configuration configuration) {
        this.format = format;
        this.configuration = configuration;
    }

    @Override
    public long rows(String path) throws IOException {
        return switch (format) {
            case PARQUET -> parquetRows(new Path(path));
            case ORC -> orcRows(new Path(path));
        };
    }

    /** Without options of ours the reader would load all of Hadoop's settings again for every file. */
    private long parquetRows(Path path) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(path, configuration),
                HadoopReadOptions.builder(configuration).build())) {
            return reader.getRecordCount();
        }
    }

    private long orcRows(Path path) throws IOException {
        try (Reader reader = OrcFile.createReader(path, OrcFile.readerOptions(configuration))) {
            return reader.getNumberOfRows();
        }
    }
}
