package io.sluice.hive.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A landing of readings that arrive twice, late, corrected or torn, and the rows that it must become: of each id of a
 * day the row of the greatest value, then of the smaller file and the smaller position.
 */
public final class LateReadings {
    /** Of the job whose landing this is. */
    public static final Path JOB = Path.of("src/test/resources/late/job.yaml").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate FIRST = LocalDate.of(2021, 7, 1);
    private static final int FILES_A_DAY = 3;
    private static final int READINGS_A_FILE = 40;
    private static final Comparator<Row> BEST_FIRST = Comparator.comparingLong(Row::value)
            .reversed()
            .thenComparing(Row::file)
            .thenComparingLong(Row::position);

    private final Path landing;
    private final Map<String, Map<String, Row>> winners = new TreeMap<>();

    private record Row(String id, long value, String file, long position) {
        @Override
        public String toString() {
            return "%s %d %s %d".formatted(id, value, file, position);
        }
    }

    public LateReadings(Path landing) {
        this.landing = landing;
    }

    /** The date of a day by its number from 0. */
    public static String date(int day) {
        return FIRST.plusDays(day).toString();
    }

    /** A day's files: its readings, some of them twice, and late ones and corrections of the two days before. */
    public void landDay(int day) throws IOException {
        for (int file = 0; file < FILES_A_DAY; file++) {
            Landed landed = new Landed("%s/%02d.json".formatted(date(day), file));
            for (int i = 0; i < READINGS_A_FILE; i++) {
                landed.reading(day, "%d-%d-%d".formatted(day, file, i), i % 5);
                if (i % 10 == 0) {
                    landed.reading(day, "%d-%d-%d".formatted(day, file, i), i % 5);
                    landed.torn();
                }
            }
            for (int before = Math.max(0, day - 2); before < day; before++) {
                landed.reading(before, "%d-late-%d-%d".formatted(before, day, file), 1);
                landed.reading(before, "%d-%d-0".formatted(before, file), 100L + day);
                landed.reading(before, "%d-%d-1".formatted(before, file), 0);
            }
            landed.write();
        }
    }

    /** One more file of a day, with a correction of one of its readings and a new one. */
    public void landCorrection(int day, String name) throws IOException {
        Landed landed = new Landed("%s/%s.json".formatted(date(day), name));
        landed.reading(day, day + "-0-2", 1_000);
        landed.reading(day, day + "-" + name, 1);
        landed.write();
    }

    /** The rows that the table must have by now, by day. */
    public Map<String, List<String>> expected() {
        Map<String, List<String>> rows = new TreeMap<>();
        winners.forEach((day, byId) ->
                rows.put(day, byId.values().stream().map(Row::toString).sorted().toList()));
        return rows;
    }

    /** The rows that HiveServer2 finds in a table, by day; none where there is no table. */
    public static Map<String, List<String>> seen(HiveSession hive, String table) throws SQLException {
        String[] name = table.split("\\.");
        boolean absent =
                hive.rows("SHOW DATABASES LIKE '%s'".formatted(name[0])).isEmpty()
                        || hive.rows("SHOW TABLES IN %s LIKE '%s'".formatted(name[0], name[1]))
                                .isEmpty();
        Map<String, List<String>> rows = new TreeMap<>();
        if (!absent) {
            for (List<String> row :
                    hive.rows("SELECT dt, id, value, ingest_file, ingest_position FROM %s".formatted(table))) {
                rows.computeIfAbsent(row.get(0), unseen -> new ArrayList<>())
                        .add(String.join(" ", row.subList(1, row.size())));
            }
            rows.values().forEach(found -> found.sort(Comparator.naturalOrder()));
        }
        return rows;
    }

    /** The rows of an answer in JSON lines, whose columns are the day and what {@link #expected} tells of a row. */
    public static Map<String, List<String>> parsed(String answer) throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String line : answer.lines().toList()) {
            JsonNode row = JSON.readTree(line);
            rows.computeIfAbsent(row.path("dt").asText(), unseen -> new ArrayList<>())
                    .add(row.path("line").asText());
        }
        return rows;
    }

    /** A file while it is made. */
    private final class Landed {
        private final String path;
        private final StringBuilder text = new StringBuilder();

        Landed(String path) {
            this.path = path;
        }

        void reading(int day, String id, long value) {
            Row row = new Row(id, value, path, text.length());
            winners.computeIfAbsent(date(day), unseen -> new TreeMap<>())
                    .merge(id, row, (left, right) -> BEST_FIRST.compare(left, right) <= 0 ? left : right);
            text.append("{\"id\":\"%s\",\"at\":\"%sT08:00:00Z\",\"value\":%d}\n".formatted(id, date(day), value));
        }

        void torn() {
            text.append("{\"id\":\"torn\n");
        }

        void write() throws IOException {
            Path file = landing.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.US_ASCII);
        }
    }
}
