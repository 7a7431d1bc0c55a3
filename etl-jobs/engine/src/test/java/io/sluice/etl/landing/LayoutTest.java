package io.sluice.etl.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.etl.model.LandingDate;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayoutTest {
    private static final LandingDate DAY = LandingDate.of(LocalDate.of(2021, 7, 22));
    private static final LandingDate HOUR = new LandingDate(LocalDate.of(2021, 7, 22), 3);

    @ParameterizedTest
    @CsvSource({
        "{date:yyyy-MM-dd}/*, 2021-07-22/05.json, 2021-07-22",
        "{date}/*, 2021-07-22/a/b/c.json, 2021-07-22",
        "{date:yyyy/MM/dd}/{hour:HH}/*, 2021/07/22/03/stream-1, 2021-07-22T03",
        "logs/{date:yyyyMMdd}{hour}*.gz, logs/2021072203-x.gz, 2021-07-22T03",
        "dt={date}/hour={hour}/*, dt=2021-07-22/hour=03/a, 2021-07-22T03",
        "{date:'year='yyyy/'month='MM/'day='dd}/*, year=2021/month=07/day=22/a, 2021-07-22",
        "topics/*/{date:dd.MM.yyyy}-*.json, topics/clicks/22.07.2021-1.json, 2021-07-22",
        "*-{date}*, 9999-99-99-2021-07-22-2023-01-01, 2021-07-22",
        "{hour}/{date}.json, 03/2021-07-22.json, 2021-07-22T03",
    })
    void findsTheLandingDateInAPath(String pattern, String path, String date) {
        assertThat(Layout.parse(pattern).match(path).orElseThrow().date()).hasToString(date);
    }

    @ParameterizedTest
    @CsvSource({
        "{date}/*, 2021-02-30/a.json",
        "{date}/*, 2021-13-01/a.json",
        "{date}/*, 2021-7-22/a.json",
        "{date}/*, 2021-07-22",
        "{date}/*, x/2021-07-22/a.json",
        "{date}/{hour}/*, 2021-07-22/24/a.json",
        "{date}/*.json, 2021-07-22/a/b.json",
        "{date}/*.json, 2021-07-22/a.json.gz",
        "a+b/*, aab/c",
    })
    void doesNotMeanOtherPaths(String pattern, String path) {
        assertThat(Layout.parse(pattern).match(path)).isEmpty();
    }

    @Test
    void meansFilesWithoutDateWhereItHasNone() {
        assertThat(Layout.parse("*").match("a/b/c").orElseThrow().date()).isNull();
        assertThat(Layout.parse("raw/*.json").match("raw/x.json").orElseThrow().date())
                .isNull();
        assertThat(Layout.parse("*").dated()).isFalse();
    }

    @Test
    void tellsWhetherItHasDatesAndHours() {
        assertThat(Layout.parse("{date}/*").dated()).isTrue();
        assertThat(Layout.parse("{date}/*").hourly()).isFalse();
        assertThat(Layout.parse("{date}/{hour}/*").hourly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "{date}/*, '', 2021-07-22, 2021-07-22",
        "raw/{date:yyyy/MM/dd}/{hour}/*, raw, raw/2021/07/22, raw/2021/07/22/03",
        "raw/{date}-*.gz, raw, raw, raw",
        "topics/*/dt={date}/*, topics, topics, topics",
        "*, '', '', ''",
        "a/b.json, a, a, a",
    })
    void namesTheNarrowestFolder(String pattern, String always, String ofDay, String ofHour) {
        Layout layout = Layout.parse(pattern);
        assertThat(layout.folder()).isEqualTo(always);
        assertThat(layout.folder(DAY)).isEqualTo(ofDay);
        assertThat(layout.folder(HOUR)).isEqualTo(ofHour);
    }

    @ParameterizedTest
    @CsvSource({
        "{date}/*, 2021-07-22/_temporary/x, 2021-07-22",
        "{date}/{hour}/*, 2021-07-22/_SUCCESS, 2021-07-22",
        "{date}/{hour}/*, 2021-07-22/03/_SUCCESS, 2021-07-22T03",
        "{date}.json, 2021-07-22.json.tmp, 2021-07-22",
        "topics/*/dt={date}/*.json, topics/_a/dt=2021-07-22/b, 2021-07-22",
    })
    void findsTheDateOfFilesItDoesNotMean(String pattern, String path, String date) {
        assertThat(Layout.parse(pattern).dateAtBeginning(path).orElseThrow()).hasToString(date);
    }

    @ParameterizedTest
    @CsvSource({"{date}/*, 2021-07-221/x", "{date}/*, _SUCCESS", "*, 2021-07-22/x"})
    void findsNoDateWhereThereIsNone(String pattern, String path) {
        assertThat(Layout.parse(pattern).dateAtBeginning(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must begin and end with a name",
                "/{date}/*|must begin and end with a name",
                "{date}/|must begin and end with a name",
                "a//b|must begin and end with a name",
                "../*|no name may be empty, . or ..",
                "{date}/**|has ** at character 8",
                "{date/*|has a { without a } at character 1",
                "date}/*|has a } without a { at character 5",
                "x/{day}/*|has the unknown field {day} at character 3",
                "{hour}/*|has an {hour} but no {date}",
                "{date}/{date}/*|has more than one {date}",
                "{date}/{hour}/{hour}/*|has more than one {hour}",
                "{date}/{hour:hh}/*|has the hour pattern \"hh\", but only HH is one",
                "{date:yyyy-MM}/*|has the date pattern \"yyyy-MM\", which lacks dd",
                "{date:}/*|which lacks yyyy",
                "{date:yyyy-MM-dd-dd}/*|has dd more than once",
                "{date:yyyy-MM-dd-HH}/*|has \"H\" where yyyy, MM, dd",
                "{date:yyyy-MMM-dd}/*|has \"M\" where yyyy, MM, dd",
                "{date:'x=yyyy-MM-dd}/*|has a quote that is not closed",
                "_raw/{date}/*|taken for files still being written",
                "{date}/*.tmp|taken for files still being written",
            },
            quoteCharacter = '`')
    void refusesWhatIsNoLayout(String pattern, String message) {
        String text = pattern.equals("''") ? "" : pattern;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.parse(text))
                .withMessageContaining("The layout \"" + text + "\"")
                .withMessageContaining(message)
                .withMessageContaining("Write it relative to landing.path, such as");
    }
}
