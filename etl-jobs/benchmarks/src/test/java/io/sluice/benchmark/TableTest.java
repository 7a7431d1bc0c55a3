package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Fingerprint ROWS = new Fingerprint("97", "97", "1", "2", "3", "4");

    @Test
    void takesTheMiddleOfSomeFigures() {
        assertThat(Table.median(new double[] {9, 1, 5})).isEqualTo(5);
        assertThat(Table.median(new double[] {4, 1, 2, 9})).isEqualTo(3);
    }

    @Test
    void showsEveryContenderBesideSluice() {
        Table table = new Table(
                new FirstLoad(Workload.of("events", 256L << 20)),
                250_000_000,
                200_000,
                List.of(
                        entry("sluice", 4, 2.0, 2.5, 3.0),
                        entry("other", 3, 10.0, 12.5, 11.0),
                        entry("sluice", 6, 2.5, 2.5, 2.5)));

        assertThat(table.markdown())
                .contains("97 rows in the end")
                .contains("warm is the median of 6 runs")
                .contains("| sluice | 5.0 | 2.50 | 2.00-3.00 | 5.0 | 100 | - | - | 30.0 | 24 | 1000 | 1.00 |")
                .contains("| other | 3.0 | 11.00 | 10.00-12.50 | 22.0 | 23 | - | - | 30.0 | 24 | 1000 | 4.40 |");
    }

    @Test
    void tellsWhatAnExistingTableCosts() {
        Table table = new Table(
                new Nightly(Workload.of("events", 256L << 20), 30, 1L << 30, 1),
                250_000_000,
                200_000,
                List.of(entry("sluice", Entry.NEW_TABLE, 4, 2.0), entry("sluice", Entry.EXISTING_TABLE, 4, 2.2)));

        assertThat(table.markdown())
                .contains("| sluice, new table | 4.0 | 2.00 |")
                .contains("| sluice, existing table | 4.0 | 2.20 |")
                .contains("sluice takes 1.100 times as long into the existing table as into a new one.");
    }

    private static Entry entry(String name, double cold, double... warm) {
        return entry(name, Entry.NEW_TABLE, cold, warm);
    }

    private static Entry entry(String name, String kind, double cold, double... warm) {
        List<Lap> laps = java.util.Arrays.stream(warm).mapToObj(TableTest::lap).toList();
        return new Entry(name, kind, lap(cold), laps, 1_000_000_000, ROWS, "settings");
    }

    private static Lap lap(double seconds) {
        return new Lap(seconds, 2 * seconds, -1, 30_000_000, 24);
    }
}
