package io.sluice.etl.source;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.LandingDate;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionField.Transform;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.Cells;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionNamesTest {
    private static final int AT = 0;
    private static final int DAY = 1;
    private static final int REPO = 2;
    private static final RecordSchema SCHEMA = new RecordSchema(
            "unit/event/v1",
            "unit.Event",
            "",
            "",
            List.of(
                    column("at", new ColumnType.Timestamp(false)),
                    column("day", new ColumnType.CalendarDate()),
                    column(
                            "repo",
                            new ColumnType.Struct(List.of(
                                    column("name", new ColumnType.Text()),
                                    column("id", new ColumnType.Int64()),
                                    column("size", new ColumnType.Int32()),
                                    column("fork", new ColumnType.Bool()),
                                    column("stars", new ColumnType.Decimal(9, 2)),
                                    column("at", new ColumnType.Timestamp(false)),
                                    column("tiny", new ColumnType.Decimal(12, 10)))))));
    private static final LandingDate LANDED = LandingDate.of(LocalDate.parse("2021-07-22"));

    @ParameterizedTest
    @CsvSource({
        "UTC, 2021-07-21T15:30:00Z, d=2021-07-21/m=2021-07/h=15",
        "UTC, 2021-07-21T23:59:59.999999Z, d=2021-07-21/m=2021-07/h=23",
        "UTC, 2021-07-22T00:00:00Z, d=2021-07-22/m=2021-07/h=00",
        "UTC, 1969-12-31T23:59:59.999999Z, d=1969-12-31/m=1969-12/h=23",
        "UTC, 0001-01-01T00:00:00Z, d=0001-01-01/m=0001-01/h=00",
        "UTC, 9999-12-31T23:59:59.999999Z, d=9999-12-31/m=9999-12/h=23",
        "Asia/Seoul, 2021-07-21T14:59:59.999999Z, d=2021-07-21/m=2021-07/h=23",
        "Asia/Seoul, 2021-07-21T15:00:00Z, d=2021-07-22/m=2021-07/h=00",
        "Asia/Seoul, 2020-12-31T15:00:00Z, d=2021-01-01/m=2021-01/h=00",
        "Asia/Kolkata, 2021-07-21T18:29:59Z, d=2021-07-21/m=2021-07/h=23",
        "Asia/Kolkata, 2021-07-21T18:30:00Z, d=2021-07-22/m=2021-07/h=00",
        // The clocks of New York go from 02:00 to 03:00 in March and from 02:00 back to 01:00 in November.
        "America/New_York, 2021-03-14T06:59:59.999999Z, d=2021-03-14/m=2021-03/h=01",
        "America/New_York, 2021-03-14T07:00:00Z, d=2021-03-14/m=2021-03/h=03",
        "America/New_York, 2021-11-07T05:30:00Z, d=2021-11-07/m=2021-11/h=01",
        "America/New_York, 2021-11-07T06:30:00Z, d=2021-11-07/m=2021-11/h=01",
        "America/New_York, 2021-11-07T07:00:00Z, d=2021-11-07/m=2021-11/h=02",
        "America/New_York, 2021-03-14T04:59:59Z, d=2021-03-13/m=2021-03/h=23",
        "America/New_York, 2021-03-15T03:59:59Z, d=2021-03-14/m=2021-03/h=23",
        "America/New_York, 2021-03-15T04:00:00Z, d=2021-03-15/m=2021-03/h=00"
    })
    void namesATimeOnTheClocksOfTheTable(String zone, String instant, String expected) {
        PartitionNames names = names(
                zone,
                new PartitionField("d", "at", Transform.DAY),
                new PartitionField("m", "at", Transform.MONTH),
                new PartitionField("h", "at", Transform.HOUR));
        ObjectCells row = row();
        row.setLong(AT, EventTime.toMicros(Instant.parse(instant)));

        assertThat(names.of(row, LANDED)).hasToString(expected);
        assertThat(names.of(row, LANDED)).as("again").hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Asia/Seoul", "America/New_York", "Pacific/Kiritimati"})
    void leavesADateAsItIsWhateverTheZone(String zone) {
        PartitionNames names = names(
                zone, new PartitionField("d", "day", Transform.DAY), new PartitionField("m", "day", Transform.MONTH));
        ObjectCells row = row();
        row.setInt(DAY, (int) LocalDate.parse("2021-07-01").toEpochDay());

        assertThat(names.of(row, LANDED)).hasToString("d=2021-07-01/m=2021-07");
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void putsNullIntoTheDefaultPartition(Transform transform) {
        PartitionNames names = names("Asia/Seoul", new PartitionField("p", "repo.at", transform));

        ObjectCells withoutStruct = row();
        withoutStruct.setNull(REPO);
        assertThat(names.of(withoutStruct, LANDED)).hasToString("p=__HIVE_DEFAULT_PARTITION__");

        ObjectCells withoutField = row();
        withoutField.struct(REPO, 7);
        assertThat(names.of(withoutField, LANDED)).hasToString("p=__HIVE_DEFAULT_PARTITION__");
    }

    @Test
    void forgetsANullWhenTheNextRowHasAValue() {
        PartitionNames names = names("UTC", new PartitionField("d", "at", Transform.DAY));
        ObjectCells known = row();
        known.setLong(AT, EventTime.toMicros(Instant.EPOCH));

        assertThat(names.of(row(), LANDED)).hasToString("d=__HIVE_DEFAULT_PARTITION__");
        assertThat(names.of(known, LANDED)).hasToString("d=1970-01-01");
        assertThat(names.of(row(), LANDED)).hasToString("d=__HIVE_DEFAULT_PARTITION__");
    }

    @Test
    void takesValuesOfEveryIdentityAsTheyAre() {
        PartitionNames names = names(
                "Asia/Seoul",
                new PartitionField("name", "repo.name", Transform.IDENTITY),
                new PartitionField("id", "repo.id", Transform.IDENTITY),
                new PartitionField("size", "repo.size", Transform.IDENTITY),
                new PartitionField("fork", "repo.fork", Transform.IDENTITY),
                new PartitionField("stars", "repo.stars", Transform.IDENTITY),
                new PartitionField("day", "day", Transform.IDENTITY));
        ObjectCells row = row();
        row.setInt(DAY, (int) LocalDate.parse("0099-02-03").toEpochDay());
        Cells repo = row.struct(REPO, 7);
        byte[] name = "서울/a=b %".getBytes(StandardCharsets.UTF_8);
        repo.setText(0, name, 0, name.length);
        repo.setLong(1, Long.MIN_VALUE);
        repo.setInt(2, -1);
        repo.setBoolean(3, true);
        repo.setDecimal(4, new BigDecimal("10.50"));

        assertThat(names.of(row, LANDED))
                .hasToString(
                        "name=서울%2Fa%3Db %25/id=-9223372036854775808/size=-1/fork=true/stars=10.50/day=0099-02-03");
    }

    @Test
    void putsEmptyTextIntoTheDefaultPartition() {
        PartitionNames names = names("UTC", new PartitionField("name", "repo.name", Transform.IDENTITY));
        ObjectCells row = row();
        row.struct(REPO, 7).setText(0, new byte[0], 0, 0);

        assertThat(names.of(row, LANDED)).hasToString("name=__HIVE_DEFAULT_PARTITION__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b=c%d", " a", "a\tb\n", "a\t", "서울", "A", "..", "__hive_default_partition__", "\u00a0"})
    void takesTextOfAnyCharacters(String value) {
        PartitionNames names = names("UTC", new PartitionField("name", "repo.name", Transform.IDENTITY));
        ObjectCells row = named(value);

        assertThat(names.violation(row, LANDED)).isNull();
        assertThat(PartitionPath.values(names.of(row, LANDED).toString())).containsEntry("name", value);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of("a ", "\"a \" cannot be a value of the partition column name: it ends with a blank"),
                Arguments.of(" ", "ends with a blank"),
                Arguments.of("a\0b", "holds the character U+0000"),
                Arguments.of("__HIVE_DEFAULT_PARTITION__", "is the name that stands for null"),
                Arguments.of("x".repeat(251), "\"" + "x".repeat(80) + "…\" cannot"),
                Arguments.of("x".repeat(251), "takes 256 bytes in a folder's name, escaped, of which there may be 255"),
                Arguments.of("서".repeat(84), "takes 257 bytes"),
                Arguments.of("/".repeat(84), "takes 257 bytes"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void refusesTextThatMetastoresOrFileSystemsCannotKeepApart(String value, String message) {
        PartitionNames names = names("UTC", new PartitionField("name", "repo.name", Transform.IDENTITY));

        RecordRules.Violation violation = names.violation(named(value), LANDED);

        assertThat(violation.code()).isEqualTo(RejectCode.OUT_OF_RANGE);
        assertThat(violation.field()).isEqualTo("repo.name");
        assertThat(violation.message()).contains(message);
    }

    @Test
    void refusesNamesThatTheMetastoreCannotHold() {
        PartitionField[] fields = new PartitionField[4];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new PartitionField("n" + i, "repo.name", Transform.IDENTITY);
        }
        PartitionNames names = names("UTC", fields);

        assertThat(names.violation(named("x".repeat(188)), LANDED)).isNull();
        assertThat(names.violation(named("x".repeat(189)), LANDED).message()).contains("more than 767 bytes");
    }

    @Test
    void writesDecimalsWithoutExponents() {
        PartitionNames names = names("UTC", new PartitionField("tiny", "repo.tiny", Transform.IDENTITY));
        ObjectCells row = row();
        row.struct(REPO, 7).setDecimal(6, new BigDecimal("0.0000000001"));

        assertThat(names.of(row, LANDED)).hasToString("tiny=0.0000000001");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, DAY, p=2021-07-22",
        "-1, MONTH, p=2021-07",
        "-1, HOUR, p=00",
        "-1, IDENTITY, p=2021-07-22",
        "7, DAY, p=2021-07-22",
        "7, HOUR, p=07",
        "23, HOUR, p=23"
    })
    void namesTheLandingDateWhateverTheZone(int hour, Transform transform, String expected) {
        for (String zone : List.of("UTC", "Asia/Seoul", "America/New_York")) {
            PartitionNames names = names(zone, new PartitionField("p", PartitionField.LANDING_DATE, transform));

            assertThat(names.of(row(), new LandingDate(LANDED.day(), hour))).hasToString(expected);
        }
    }

    private static PartitionNames names(String zone, PartitionField... fields) {
        return new PartitionNames(SCHEMA, List.of(fields), ZoneId.of(zone));
    }

    private static ObjectCells named(String name) {
        ObjectCells row = row();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        row.struct(REPO, 7).setText(0, utf8, 0, utf8.length);
        return row;
    }

    private static ObjectCells row() {
        return ObjectCells.ofStruct(SCHEMA.columns().size());
    }
}
