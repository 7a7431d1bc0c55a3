package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.framing.LandedRecords;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.RecordReader;
import io.sluice.etl.structure.RecordSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Flips, cuts and splices bytes of valid landings: nothing throws, and records that were not touched survive. */
final class DamagedLandingPropertyTest {
    private static final int RECORDS = 12;
    private static final Limits LIMITS = new Limits(1 << 16, 100, 1_000, 1_000);

    /**
     * A landing of records with the ids 0 to 11.
     *
     * @param starts offset of each record
     * @param ends offset after each record
     */
    private record Landing(LandingFormat format, byte[] bytes, int[] starts, int[] ends) {}

    enum Layout {
        LINES("ndjson", DamagedLandingPropertyTest::record, "", "\n", ""),
        CONCATENATED("firehose", DamagedLandingPropertyTest::record, "", "", ""),
        ARRAY("json_array", DamagedLandingPropertyTest::record, "[", ",", "]"),
        PRETTY("json_array", i -> record(i).replace(",", ",\n  "), "[\n  ", ",\n  ", "\n]"),
        DOCUMENT("cloudtrail", DamagedLandingPropertyTest::record, "{\"Records\":[", ",", "]}"),
        FLUENTD("fluentd", i -> "2026-11-25T09:00:00Z\tapp\t" + record(i), "", "\n", ""),
        FLUME("flume", i -> "{host=web} " + record(i), "", "\n", ""),
        CONNECT("debezium", i -> "{\"schema\":null,\"payload\":" + record(i) + "}", "", "\n", ""),
        BASE64(
                "aiven_s3",
                i -> Base64.getEncoder().encodeToString(record(i).getBytes(StandardCharsets.UTF_8)),
                "",
                "\n",
                "");

        private final String format;
        private final IntFunction<String> record;
        private final String before;
        private final String between;
        private final String after;

        Layout(String format, IntFunction<String> record, String before, String between, String after) {
            this.format = format;
            this.record = record;
            this.before = before;
            this.between = between;
            this.after = after;
        }

        Landing landing() {
            StringBuilder text = new StringBuilder(before);
            int[] starts = new int[RECORDS];
            int[] ends = new int[RECORDS];
            for (int i = 0; i < RECORDS; i++) {
                text.append(i == 0 ? "" : between);
                starts[i] = text.length();
                text.append(record.apply(i));
                ends[i] = text.length();
            }
            byte[] bytes = text.append(after).toString().getBytes(StandardCharsets.US_ASCII);
            return new Landing(LandingFormats.named(format).orElseThrow(), bytes, starts, ends);
        }
    }

    private static String record(int id) {
        return "{\"id\":%d,\"name\":\"n } { \\\" %d\",\"parts\":[{\"id\":%d,\"x\":1.5},{\"y\":null}],\"flag\":true}"
                .formatted(id, id, 100 + id);
    }

    @Property(tries = 4000)
    void recordsNextToADamagedOneSurvive(
            @ForAll Layout layout,
            @ForAll @IntRange(max = RECORDS - 1) int damaged,
            @ForAll @IntRange(max = 1_000) int where,
            @ForAll @IntRange(max = 8) int removed,
            @ForAll byte[] added)
            throws IOException {
        Landing landing = layout.landing();
        // The last byte of a record belongs to the boundary with the next one.
        int length = landing.ends()[damaged] - landing.starts()[damaged] - 1;
        int at = landing.starts()[damaged] + where % length;
        int gone = Math.min(removed, landing.ends()[damaged] - 1 - at);
        byte[] few = Arrays.copyOf(added, Math.min(added.length, 12));

        Set<Long> accepted =
                read(landing.format(), spliced(landing.bytes(), at, gone, few)).accepted();

        for (long id = 0; id < RECORDS; id++) {
            assertThat(id == damaged || accepted.contains(id))
                    .as(
                            "%s, record %d of damage at %d in %d: %d bytes for %s",
                            layout, id, at - landing.starts()[damaged], damaged, gone, Arrays.toString(few))
                    .isTrue();
        }
    }

    @Property(tries = 1000)
    void recordsBeforeACutSurvive(@ForAll Layout layout, @ForAll @IntRange(max = 100_000) int where)
            throws IOException {
        Landing landing = layout.landing();
        int cut = where % landing.bytes().length;

        Read read = read(landing.format(), Arrays.copyOf(landing.bytes(), cut));

        for (int id = 0; id < RECORDS && landing.ends()[id] <= cut; id++) {
            assertThat(read.accepted()).as("%s cut at %d", layout, cut).contains((long) id);
        }
        assertThat(read.told()).isLessThanOrEqualTo(RECORDS + 2);
    }

    @Property(tries = 1000)
    void piecesPutTogetherAtRandomNeverFail(
            @ForAll Layout one,
            @ForAll Layout other,
            @ForAll Layout reader,
            @ForAll @IntRange(max = 100_000) int from,
            @ForAll @IntRange(max = 100_000) int to)
            throws IOException {
        byte[] first = one.landing().bytes();
        byte[] second = other.landing().bytes();
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(first, 0, from % first.length);
        mixed.write(second, to % second.length, second.length - to % second.length);

        assertThat(read(reader.landing().format(), mixed.toByteArray()).told()).isPositive();
    }

    @Property(tries = 1000)
    void damagedGzipGivesWhatCanBeRead(
            @ForAll Layout layout, @ForAll @IntRange(max = 100_000) int where, @ForAll byte flipped)
            throws IOException {
        Landing landing = layout.landing();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(stored)) {
            gzip.write(landing.bytes());
        }
        byte[] bytes = stored.toByteArray();
        bytes[where % bytes.length] ^= flipped;

        Read read = read(landing.format(), bytes);

        assertThat(read.told() > 0 || flipped == 0).isTrue();
        if (flipped == 0) {
            assertThat(read.accepted()).hasSize(RECORDS);
        }
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, at);
        for (byte value : added) {
            // A line feed would make two records of one.
            spliced.write(value == '\n' ? ' ' : value);
        }
        spliced.write(bytes, at + removed, bytes.length - at - removed);
        return spliced.toByteArray();
    }

    /** @param told how many records were accepted or rejected */
    private record Read(Set<Long> accepted, int told) {}

    private static Read read(LandingFormat format, byte[] file) throws IOException {
        Column id = new Column("id", new ColumnType.Int64(), false, null, "", Column.Json.named("id"));
        RecordSchema schema = new RecordSchema("", "", "", "", List.of(id));
        BitSet all = new BitSet();
        all.set(0, 2);
        Ids ids = new Ids();
        FileSurroundings surroundings = new FileSurroundings(format, () -> ids.told);
        RecordFeed feed =
                new RecordFeed(new RecordReader(schema, all, UnknownFields.DROP, LIMITS, format, surroundings), LIMITS);
        try (Slices slices = LandedRecords.open(new ByteArrayInputStream(file), format, LIMITS)) {
            int fed = 0;
            while (feed.feed(slices, ids)) {
                fed++;
                assertThat(fed).isLessThanOrEqualTo(file.length + 1);
            }
        }
        assertThat(new HashSet<>(ids.positions)).as("positions of rows").hasSameSizeAs(ids.positions);
        return new Read(ids.accepted, ids.told);
    }

    private static final class Ids implements RecordSink {
        private final Set<Long> accepted = new HashSet<>();
        private final List<Long> positions = new ArrayList<>();
        private int told;
        private ObjectCells cells;

        @Override
        public Cells begin() {
            cells = ObjectCells.ofStruct(1);
            return cells;
        }

        @Override
        public void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields) {
            told++;
            positions.add(position);
            accepted.add((Long) cells.at(new int[] {0}));
        }

        @Override
        public void reject(
                long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
            told++;
        }
    }
}
