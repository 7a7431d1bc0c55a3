package io.sluice.etl.source;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.LandingDate;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.testing.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordRulesTest {
    private static final int ID = 0;
    private static final int AT = 1;
    private static final int REPO = 2;
    private static final int DAY = 3;
    private static final Column[] COLUMNS = {
        column("id", new ColumnType.Int64()),
        column("at", new ColumnType.Timestamp(false)),
        column("repo", new ColumnType.Struct(List.of(column("name", new ColumnType.Int64())))),
        column("day", new ColumnType.CalendarDate())
    };
    private static final LandingDate LANDED = LandingDate.of(LocalDate.parse("2021-07-21"));

    @ParameterizedTest
    @CsvSource({
        // zone, hour, age in hours, future in hours, first instant within, last instant within
        "UTC, -1, 48, 24, 2021-07-19T00:00:00Z, 2021-07-22T23:59:59.999999Z",
        "UTC, -1, 0, 0, 2021-07-21T00:00:00Z, 2021-07-21T23:59:59.999999Z",
        "Asia/Seoul, -1, 48, 24, 2021-07-18T15:00:00Z, 2021-07-22T14:59:59.999999Z",
        "America/New_York, -1, 0, 0, 2021-07-21T04:00:00Z, 2021-07-22T03:59:59.999999Z",
        "UTC, 5, 2, 1, 2021-07-21T03:00:00Z, 2021-07-21T06:59:59.999999Z",
        "Asia/Seoul, 5, 0, 0, 2021-07-20T20:00:00Z, 2021-07-20T20:59:59.999999Z"
    })
    void refusesWhatIsBeyondTheWindowAtTheMicrosecond(
            String zone, int hour, int age, int future, Instant first, Instant last) {
        RecordRules rules = rules(job().timeZone(zone).late(Duration.ofHours(age), Duration.ofHours(future), true, 9));
        rules.enter(new LandingDate(LANDED.day(), hour));

        assertThat(rules.violation(at(first))).isNull();
        assertThat(rules.violation(at(last))).isNull();
        assertThat(rules.violation(at(first.minusNanos(1_000))).code()).isEqualTo(RejectCode.OUT_OF_WINDOW);
        assertThat(rules.violation(at(last.plusNanos(1_000))).code()).isEqualTo(RejectCode.OUT_OF_WINDOW);
    }

    @Test
    void saysWhichTimeIsBeyondWhichLimit() {
        RecordRules rules = rules(job().late(Duration.ofDays(2), Duration.ofMinutes(90), true, 9));
        rules.enter(LANDED);

        assertThat(rules.violation(at(Instant.parse("2021-07-18T23:59:59.999999Z"))))
                .isEqualTo(new RecordRules.Violation(
                        RejectCode.OUT_OF_WINDOW,
                        "at",
                        "2021-07-18T23:59:59.999999Z is more than 2d before the landing date 2021-07-21"
                                + " (late.max_age)"));
        assertThat(rules.violation(at(Instant.parse("2021-07-22T01:30:00Z"))).message())
                .isEqualTo("2021-07-22T01:30:00Z is more than 90m after the landing date 2021-07-21 (late.max_future)");
    }

    @ParameterizedTest
    @CsvSource({"2021-07-19, true", "2021-07-18, false", "2021-07-22, true", "2021-07-23, false"})
    void takesADateForItsFirstMomentInTheZone(LocalDate day, boolean within) {
        RecordRules rules = rules(job().timeZone("Asia/Seoul")
                .partitionBy(new PartitionField("dt", "day", PartitionField.Transform.DAY))
                .late(Duration.ofDays(2), Duration.ofDays(1), true, 9));
        rules.enter(LANDED);
        ObjectCells row = row();
        row.setInt(DAY, (int) day.toEpochDay());

        assertThat(rules.violation(row) == null).isEqualTo(within);
    }

    @Test
    void keepsWhatIsBeyondWhereTheJobSaysKeep() {
        RecordRules rules = rules(job().late(Duration.ofDays(2), Duration.ofDays(1), false, 9));
        rules.enter(LANDED);

        assertThat(rules.violation(at(Instant.EPOCH))).isNull();
    }

    @Test
    void knowsNoWindowWithoutALandingDateOrATime() {
        RecordRules rules = rules(job());
        rules.enter(LANDED);
        assertThat(rules.violation(row())).as("a null time").isNull();

        rules.enter(null);
        assertThat(rules.violation(at(Instant.EPOCH))).isNull();

        RecordRules withoutTime =
                rules(job().partitionBy(new PartitionField("id", "id", PartitionField.Transform.IDENTITY)));
        withoutTime.enter(LANDED);
        assertThat(withoutTime.violation(at(Instant.EPOCH))).isNull();
    }

    @Test
    void movesTheWindowWithTheFile() {
        RecordRules rules = rules(job().late(Duration.ZERO, Duration.ZERO, true, 9));
        ObjectCells row = at(Instant.parse("2021-07-21T12:00:00Z"));

        rules.enter(LANDED);
        assertThat(rules.violation(row)).isNull();
        rules.enter(LandingDate.of(LANDED.day().plusDays(1)));
        assertThat(rules.violation(row)).isNotNull();
    }

    @Test
    void survivesAWindowThatReachesBeyondEveryTime() {
        RecordRules rules = rules(job().late(Duration.ofDays(3_000_000), Duration.ofDays(3_000_000), true, 9));
        rules.enter(LANDED);

        assertThat(rules.violation(at(Instant.parse("0001-01-01T00:00:00Z")))).isNull();
        assertThat(rules.violation(at(Instant.parse("9999-12-31T23:59:59.999999Z"))))
                .isNull();
    }

    @Test
    void refusesANullInTheKeyBeforeItLooksAtTheTime() {
        RecordRules rules = rules(job().dedup(List.of("id", "repo.name"), Dedup.Keep.LATEST));
        rules.enter(LANDED);

        ObjectCells withoutId = at(Instant.EPOCH);
        withoutId.setNull(ID);
        assertThat(rules.violation(withoutId).code()).isEqualTo(RejectCode.KEY_MISSING);
        assertThat(rules.violation(withoutId).field()).isEqualTo("id");

        ObjectCells withoutRepo = row();
        assertThat(rules.violation(withoutRepo).field()).isEqualTo("repo.name");
        withoutRepo.struct(REPO, 1);
        assertThat(rules.violation(withoutRepo).field()).isEqualTo("repo.name");
        withoutRepo.struct(REPO, 1).setLong(0, 7);
        assertThat(rules.violation(withoutRepo)).isNull();
    }

    private static Jobs job() {
        return Jobs.in(Path.of("/data"))
                .columns(COLUMNS)
                .partitionBy(
                        new PartitionField("landed", PartitionField.LANDING_DATE, PartitionField.Transform.DAY),
                        new PartitionField("dt", "at", PartitionField.Transform.DAY));
    }

    private static RecordRules rules(Jobs job) {
        return new RecordRules(ReadSettings.of(job.build(), "run", null));
    }

    private static ObjectCells at(Instant instant) {
        ObjectCells row = row();
        row.setLong(AT, EventTime.toMicros(instant));
        return row;
    }

    private static ObjectCells row() {
        ObjectCells row = ObjectCells.ofStruct(COLUMNS.length);
        row.setLong(ID, 1);
        return row;
    }
}
