package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnChecksTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dedup.key=[id, id]           | dedup.key: id is there twice; remove one
                    dedup.key=[repo.idd]         | dedup.key: schema shop.Order has no column repo.idd; did you mean repo.id?
                    dedup.key=[repo]             | dedup.key: repo is of type struct, which has no order; name a column of a single value
                    dedup.order_by=[tags]        | dedup.order_by: tags is of type array, which has no order; name a column of a single value
                    dedup.order_by=[tags.x]      | dedup.order_by: schema shop.Order has no column tags.x; its columns are id, created_at, updated_at, day, price, payload, tags, repo
                    table.sort_by=[id.]          | table.sort_by: schema shop.Order has no column id.; did you mean id?
                    """)
    void refusesColumnsThatAreNotThereOrNotScalar(String override, String problem) {
        assertThat(bench.problemOf(override)).isEqualTo("--set " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {column: id, from: created_at, transform: day}          | column: id is a column of the schema; choose another name
                    {column: ingest_run, from: created_at, transform: day}  | column: ingest_run is a column that every table gets; choose another name
                    {column: Dt, from: created_at, transform: day}          | column: expected a lower-case letter, then up to 127 lower-case letters, digits or _, found "Dt"
                    {column: dt, transform: day}                            | from: required; expected a column of the schema, or landing.date
                    {column: dt, from: created_at, transform: year}         | transform: unknown value "year"; expected one of day, month, hour, identity
                    {column: dt, from: created_at}                          | from: identity needs a string, a whole number, a decimal, a boolean or a date, and created_at is timestamp; choose another transform or column
                    {column: dt, from: price}                               | from: identity needs a string, a whole number, a decimal, a boolean or a date, and price is double; choose another transform or column
                    {column: dt, from: payload}                             | from: identity needs a string, a whole number, a decimal, a boolean or a date, and payload is binary; choose another transform or column
                    {column: dt, from: day, transform: hour}                | transform: hour needs a timestamp, and day is date; choose another transform or column
                    {column: dt, from: id, transform: day}                  | transform: day needs a timestamp or a date, and id is string; choose another transform or column
                    {column: dt, from: repo}                                | from: repo is of type struct, which has no order; name a column of a single value
                    {column: dt, from: landing.date, transform: hour}       | transform: hour of landing.date needs {hour} in landing.layout; say there where the hour lies
                    """)
    void refusesPartitionsThatCannotBeMade(String partition, String problem) {
        assertThat(bench.problemOf("table.partition_by=[%s]".formatted(partition)))
                .isEqualTo("--set table.partition_by[0]." + problem);
    }

    @Test
    void refusesAPartitionColumnThatIsThereTwice() {
        assertThat(bench.problemOf("table.partition_by=[{column: a, from: id}, {column: a, from: day}]"))
                .isEqualTo("--set table.partition_by[1].column: a is there twice; choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "repo.id", "day"})
    void partitionsByTheValueItself(String from) {
        assertThat(bench.load(Bench.JOB, "table.partition_by=[{column: value, from: %s}]".formatted(from))
                        .table()
                        .partitionBy())
                .hasSize(1);
    }

    @Test
    void refusesLandingDatesThatTheLayoutDoesNotGive() {
        assertThat(bench.problems(
                        Bench.JOB, "landing.layout=x/*", "table.partition_by=[{column: dt, from: landing.date}]"))
                .containsExactly(
                        "--set table.partition_by[0].from: landing.date needs {date} in landing.layout; say there where the date lies");
    }

    @Test
    void refusesBoundsOnLatenessWithNothingToMeasure() {
        assertThat(bench.problems(Bench.JOB, "landing.layout=x/*", "late.max_age=3d", "late.max_future=1h"))
                .containsExactly(
                        "--set late.max_age: lateness is measured from the landing date, and landing.layout has no {date}; add it, or remove late.max_age",
                        "--set late.max_future: lateness is measured from the landing date, and landing.layout has no {date}; add it, or remove late.max_future");
        assertThat(bench.problems(Bench.JOB, "late.max_age=3d", "table.partition_by=[{column: x, from: id}]"))
                .singleElement()
                .asString()
                .startsWith("--set late.max_age: lateness is measured by the column of the first day, month or hour");
        assertThat(bench.load(Bench.JOB, "landing.layout=x/*").late().maxAge()).hasDays(30);
    }
}
