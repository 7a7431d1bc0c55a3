package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.source.FileSurroundings;
import io.sluice.etl.source.LandedInput;
import io.sluice.etl.source.RecordFeed;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.RecordReader;
import io.sluice.etl.structure.RecordSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the first records of files with a preset.
 *
 * <p>Its schema has a text for each value that may surround a record; the record itself is what that schema does not
 * know.
 */
final class Sampler {
    private static final int RECORDS_A_FILE = 200;
    private static final long BYTES_A_FILE = 8L << 20;
    private static final Limits LIMITS = new Limits(16 << 20, 100, 1_000, 1_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Values that may surround a record, by group. */
    private static final Map<String, List<String>> AROUND = Map.of(
            EnvelopeGroup.KAFKA, List.of("topic", "partition", "offset", "timestamp", "key", "headers"),
            EnvelopeGroup.DEBEZIUM, List.of("op", "ts_ms", "source"),
            EnvelopeGroup.FLUENTD, List.of("time", "tag"),
            EnvelopeGroup.FLUME, List.of("headers"),
            EnvelopeGroup.DOCUMENT, List.of("messageType", "owner", "logGroup", "logStream"));

    private final List<LandedFile> files;
    private final Configuration configuration;

    Sampler(List<LandedFile> files, Configuration configuration) {
        this.files = List.copyOf(files);
        this.configuration = configuration;
    }

    /** What a preset makes of the files. */
    Sample read(LandingFormat format) throws IOException {
        Collector collector = new Collector(columns(format.envelopeGroups()));
        FileSurroundings surroundings = new FileSurroundings(format, () -> collector.inFile);
        RecordSchema schema = new RecordSchema("", "", "", "", collector.columns);
        BitSet all = new BitSet();
        all.set(0, collector.columns.size() + 1);
        RecordReader reader = new RecordReader(schema, all, UnknownFields.RESCUE, LIMITS, format, surroundings);
        RecordFeed feed = new RecordFeed(reader, LIMITS);
        LandedInput input = new LandedInput(format, LIMITS, configuration);
        for (LandedFile file : files) {
            collector.enter(file.path());
            surroundings.enter(file.path());
            try (Slices slices = input.open(file)) {
                boolean more = true;
                while (more && collector.inFile < RECORDS_A_FILE && slices.bytesRead() < BYTES_A_FILE) {
                    more = feed.feed(slices, collector);
                }
            }
        }
        return new Sample(format, files, collector.records, collector.rejected, collector.readableBytes());
    }

    private static List<Column> columns(Set<String> groups) {
        List<Column> columns = new ArrayList<>();
        groups.stream().sorted().forEach(group -> AROUND.getOrDefault(group, List.of())
                .forEach(name -> columns.add(new Column(
                        group + "_" + name,
                        new ColumnType.Text(),
                        true,
                        null,
                        "",
                        new Column.Json(List.of(group, name), Column.TimeFormat.ISO, false, true)))));
        return columns;
    }

    private static final class Collector implements RecordSink {
        private final List<Column> columns;
        private final List<SampledRecord> records = new ArrayList<>();
        private long rejected;
        private long acceptedBytes;
        private long rejectedBytes;
        private String file;
        private long inFile;
        private SampleCells cells;

        Collector(List<Column> columns) {
            this.columns = columns;
        }

        double readableBytes() {
            return acceptedBytes == 0 ? 0 : (double) acceptedBytes / (acceptedBytes + rejectedBytes);
        }

        void enter(String path) {
            file = path;
            inFile = 0;
        }

        @Override
        public Cells begin() {
            cells = new SampleCells(columns.size() + 1);
            return cells;
        }

        @Override
        public void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields) {
            inFile++;
            acceptedBytes += length;
            ObjectNode around = JSON.createObjectNode();
            for (int i = 0; i < columns.size(); i++) {
                List<String> path = columns.get(i).json().path();
                if (cells.text(i) != null) {
                    around.withObjectProperty(path.get(0)).set(path.get(1), tree(cells.text(i)));
                }
            }
            String payload = cells.text(columns.size());
            ObjectNode tree = payload == null ? JSON.createObjectNode() : (ObjectNode) tree(payload);
            boolean spansLines = false;
            for (int i = offset; i < offset + length; i++) {
                spansLines |= bytes[i] == '\n';
            }
            records.add(new SampledRecord(file, position, position + length, spansLines, tree, around));
        }

        private static JsonNode tree(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("the reader took it for JSON: " + json, impossible);
            }
        }

        @Override
        public void reject(
                long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
            inFile++;
            rejected++;
            rejectedBytes += Math.max(1, length);
        }
    }
}
