package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IsoTimeTest {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final IsoTime times = new IsoTime();

    @Example
    void knowsEveryDayOfTheCalendar() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate date = LocalDate.of(1, 1, 1); !date.isAfter(last); date = date.plusDays(1)) {
            if (times.days(slice(date.toString())) != date.toEpochDay()) {
                throw new AssertionError(date);
            }
            if (date.equals(last)) {
                return;
            }
        }
    }

    @Property(tries = 2000)
    void readsWhatJavaWrites(@ForAll("times") LocalDateTime time, @ForAll("offsets") ZoneOffset offset) {
        long micros = ChronoUnit.MICROS.between(EPOCH, time) - offset.getTotalSeconds() * 1_000_000L;

        assertThat(micros(time + offset.getId())).isEqualTo(micros);
        assertThat(micros(time.toString().replace('T', ' ') + offset.getId().replace(":", "")))
                .isEqualTo(micros);
        assertThat(micros(time.toString())).isEqualTo(ChronoUnit.MICROS.between(EPOCH, time));
    }

    @Example
    void takesShortFormsAndCutsOff() {
        assertThat(micros("1970-01-01T00:01")).isEqualTo(60_000_000);
        assertThat(micros("1970-01-01 00:01Z")).isEqualTo(60_000_000);
        assertThat(micros("1970-01-01 01:00+01")).isZero();
        assertThat(micros("1970-01-01T00:00:01.5z")).isEqualTo(1_500_000);
        assertThat(micros("1970-01-01T00:00:00.123456789")).isEqualTo(123_456);
        assertThat(micros("1969-12-31T23:59:59.9999999")).isEqualTo(-1);
        assertThat(micros("1970-01-01T18:00+18:00")).isZero();
        assertThat(micros("1970-01-01T00:00-00:00")).isZero();
    }

    @Example
    void takesNothingElse() {
        String[] others = {
            "",
            "2021",
            "2021-01-01",
            "2021-01-01T",
            "2021-01-01T00",
            "2021-01-01T00:",
            "2021-01-01T0:00",
            "2021-01-01T00:0",
            "2021-01-01T00:00:",
            "2021-01-01T00:00:0",
            "2021-01-01T24:00",
            "2021-01-01T24:00:00",
            "2021-01-01T00:60",
            "2021-01-01T23:60:00",
            "2021-01-01T1a:00:00",
            "2021-01-01T11:0é:00",
            "2021-01-01T11:00;00",
            "2021-01-01T11:00:0/",
            "2021-01-01T00:00:60",
            "2021-01-01T00:00:00.",
            "2021-01-01T00:00:00.1234567890",
            "2021-01-01T00:00.5",
            "2021-01-01T00:00:00,5",
            "2021-01-01t00:00:00",
            "2021-01-01  00:00",
            "2021-01-01_00:00",
            "2021-01-01T00:00ZZ",
            "2021-01-01T00:00 Z",
            "2021-01-01T00:00+",
            "2021-01-01T00:00+1",
            "2021-01-01T00:00+01:",
            "2021-01-01T00:00+01:0",
            "2021-01-01T00:00+01:60",
            "2021-01-01T00:00+18:01",
            "2021-01-01T00:00+19",
            "2021-01-01T00:00+01:00:00",
            "2021-01-01T00:00[UTC]",
            "2021-02-29T00:00",
            "1900-02-29T00:00",
            "2021-04-31T00:00",
            "2021-00-01T00:00",
            "2021-13-01T00:00",
            "2021-01-00T00:00",
            "2021-01-32T00:00",
            "0000-01-01T00:00",
            "10000-01-01T00:00",
            "-001-01-01T00:00",
            "+2021-01-01T00:00",
            " 2021-01-01T00:00",
            "2021-01-01T00:00 ",
            "2021/01/01T00:00",
            "20210101T000000Z",
            "2021-W01-1T00:00",
            "2021-001T00:00:00",
            "２021-01-01T00:00"
        };
        for (String other : others) {
            assertThat(micros("2021-01-01T00:00:00")).isEqualTo(1_609_459_200_000_000L);
            assertThat(micros(other)).as(other).isEqualTo(IsoTime.NO_TIME);
        }
    }

    private long micros(String text) {
        return times.micros(slice(text));
    }

    /** The text between digits, which must not be looked at. */
    private static Utf8Slice slice(String text) {
        byte[] bytes = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
        return new Utf8Slice().moveTo(bytes, 1, bytes.length - 2);
    }

    @Provide
    Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L).flatMap(second -> Arbitraries.integers()
                .between(0, 999_999_999)
                .map(nano -> LocalDateTime.ofEpochSecond(second, nano / 1000 * 1000, ZoneOffset.UTC)));
    }

    @Provide
    Arbitrary<ZoneOffset> offsets() {
        return Arbitraries.integers()
                .between(-18 * 60, 18 * 60)
                .map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60));
    }
}
