package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.BINARY;
import static io.sluice.etl.structure.Reading.BOOLEAN;
import static io.sluice.etl.structure.Reading.DATE;
import static io.sluice.etl.structure.Reading.DOUBLE;
import static io.sluice.etl.structure.Reading.FLOAT;
import static io.sluice.etl.structure.Reading.INT;
import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.MICROS;
import static io.sluice.etl.structure.Reading.MILLIS;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.coerced;
import static io.sluice.etl.structure.Reading.raw;
import static io.sluice.etl.structure.Reading.required;
import static io.sluice.etl.structure.Reading.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.TimeFormat;
import io.sluice.etl.model.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarReadersTest {
    private static Object value(Column column, String json) {
        Told told = Reading.of(column).one("{\"v\":" + json + "}");
        assertThat(told.accepted()).as(told.message()).isTrue();
        assertThat(Reading.of(column).wanting().one("{\"v\":" + json + "}").accepted())
                .isTrue();
        return told.values().get(0);
    }

    private static String fault(Column column, String json) {
        Told told = Reading.of(column).one("{\"v\":" + json + "}");
        assertThat(told.accepted()).as("accepted " + told.values()).isFalse();
        assertThat(told.field()).isEqualTo("v");
        assertThat(Reading.of(column).wanting().summary("{\"v\":" + json + "}")).isEqualTo(told.summary());
        return told.code() + ": " + told.message();
    }

    @Nested
    class Integral {
        @Test
        void readsTheWholeRange() {
            assertThat(value(required("v", INT), "2147483647")).isEqualTo(Integer.MAX_VALUE);
            assertThat(value(required("v", INT), "-2147483648")).isEqualTo(Integer.MIN_VALUE);
            assertThat(value(required("v", INT), "-0")).isEqualTo(0);
            assertThat(value(required("v", LONG), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
            assertThat(value(required("v", LONG), "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
            assertThat(value(required("v", LONG), "9223372036854775799")).isEqualTo(9223372036854775799L);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"9223372036854775808", "-9223372036854775809", "10000000000000000000", "99999999999999999999"
                })
        void rejectsWhatIsBeyondLong(String number) {
            assertThat(fault(required("v", LONG), number)).isEqualTo("OUT_OF_RANGE: " + number + " does not fit long");
        }

        @ParameterizedTest
        @ValueSource(strings = {"2147483648", "-2147483649", "3000000000", "9223372036854775808"})
        void rejectsWhatIsBeyondInt(String number) {
            assertThat(fault(required("v", INT), number)).isEqualTo("OUT_OF_RANGE: " + number + " does not fit int");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0", "1e3", "1E0", "\"1\"", "true", "[]", "{}"})
        void rejectsOtherKinds(String json) {
            assertThat(fault(required("v", LONG), json))
                    .startsWith("TYPE_MISMATCH: expected long, found ")
                    .endsWith(json);
        }

        @Test
        void takesStringsWhenAsked() {
            assertThat(value(coerced(required("v", INT)), "\"-12\"")).isEqualTo(-12);
            assertThat(value(coerced(required("v", LONG)), "\"\\u0031\\u0032\""))
                    .isEqualTo(12L);
            assertThat(value(coerced(required("v", LONG)), "7")).isEqualTo(7L);
            assertThat(fault(coerced(required("v", INT)), "\"3000000000\""))
                    .isEqualTo("OUT_OF_RANGE: \"3000000000\" does not fit int");
            assertThat(fault(coerced(required("v", LONG)), "\"" + "1".repeat(1001) + "\""))
                    .startsWith("TOO_LARGE: ");
            assertThat(fault(coerced(required("v", LONG)), "true")).startsWith("TYPE_MISMATCH: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " 1", "1 ", "+1", "01", "1.0", "1e3", "0x1", "-", "1_0", "١"})
        void takesOnlyStringsThatAreExactlyANumber(String text) {
            assertThat(fault(coerced(required("v", LONG)), "\"" + text + "\"")).startsWith("TYPE_MISMATCH: ");
        }
    }

    @Nested
    class Floating {
        @Test
        void roundsToTheNearest() {
            assertThat(value(required("v", DOUBLE), "0.1")).isEqualTo(0.1);
            assertThat(value(required("v", DOUBLE), "-1.5E-3")).isEqualTo(-0.0015);
            assertThat(value(required("v", DOUBLE), "17")).isEqualTo(17.0);
            assertThat(value(required("v", DOUBLE), "-0.0")).isEqualTo(-0.0);
            assertThat(value(required("v", DOUBLE), "1e-400")).isEqualTo(0.0);
            assertThat(value(required("v", DOUBLE), "1.7976931348623157e308")).isEqualTo(Double.MAX_VALUE);
            assertThat(value(required("v", DOUBLE), "9007199254740993")).isEqualTo(9007199254740992.0);
            assertThat(value(required("v", FLOAT), "16777217.0000001")).isEqualTo(16777218f);
            assertThat(value(required("v", FLOAT), "3.4028235e38")).isEqualTo(Float.MAX_VALUE);
        }

        @Test
        void rejectsWhatIsNotFinite() {
            assertThat(fault(required("v", DOUBLE), "1e400")).isEqualTo("OUT_OF_RANGE: 1e400 does not fit double");
            assertThat(fault(required("v", DOUBLE), "-1e999999999999")).startsWith("OUT_OF_RANGE: ");
            assertThat(fault(required("v", FLOAT), "3.5e38")).isEqualTo("OUT_OF_RANGE: 3.5e38 does not fit float");
            assertThat(fault(coerced(required("v", DOUBLE)), "\"NaN\"")).startsWith("TYPE_MISMATCH: ");
            assertThat(fault(coerced(required("v", DOUBLE)), "\"1d\"")).startsWith("TYPE_MISMATCH: ");
        }

        @Test
        void takesStringsOnlyWhenAsked() {
            assertThat(value(coerced(required("v", DOUBLE)), "\"1.25\"")).isEqualTo(1.25);
            assertThat(value(coerced(required("v", FLOAT)), "\"1e2\"")).isEqualTo(100f);
            assertThat(fault(required("v", DOUBLE), "\"1.25\""))
                    .isEqualTo("TYPE_MISMATCH: expected double, found string \"1.25\"");
        }
    }

    @Nested
    class Decimals {
        private final Column price = required("v", new ColumnType.Decimal(5, 2));

        @ParameterizedTest
        @CsvSource({
            "0, 0.00",
            "1, 1.00",
            "-1.5, -1.50",
            "1.500, 1.50",
            "999.99, 999.99",
            "1e2, 100.00",
            "0.00000e9, 0.00",
            "12345e-2, 123.45",
            "0e999999999999, 0.00",
            "-0.01, -0.01",
            "100e-4, 0.01"
        })
        void areExact(String number, String expected) {
            assertThat(value(price, number)).isEqualTo(new BigDecimal(expected));
            assertThat(value(price, "\"" + number + "\"")).isEqualTo(new BigDecimal(expected));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1000", "0.001", "1e3", "1.234", "1e999999999", "1e-999999999", "99999999999999999999"})
        void areRejectedWhenNotExact(String number) {
            assertThat(fault(price, number)).isEqualTo("OUT_OF_RANGE: " + number + " does not fit decimal(5,2)");
        }

        @Test
        void mayHaveThirtyEightDigits() {
            String digits = "12345678901234567890123456789012345678";

            assertThat(value(required("v", new ColumnType.Decimal(38, 0)), "-" + digits))
                    .isEqualTo(new BigDecimal("-" + digits));
            assertThat(value(required("v", new ColumnType.Decimal(38, 38)), "0." + digits))
                    .isEqualTo(new BigDecimal("0." + digits));
            assertThat(value(required("v", new ColumnType.Decimal(38, 10)), "1e27"))
                    .isEqualTo(new BigDecimal("1e27").setScale(10));
            assertThat(fault(required("v", new ColumnType.Decimal(38, 0)), digits + "9"))
                    .startsWith("OUT_OF_RANGE: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"\"", "\"x\"", "\"1,5\"", "\".5\"", "\"1.\"", "\"1e\"", "true", "[1]"})
        void areNumbersOrStringsThatHoldThem(String json) {
            assertThat(fault(price, json)).startsWith("TYPE_MISMATCH: expected decimal(5,2), found ");
        }
    }

    @Nested
    class Booleans {
        @Test
        void areTrueOrFalse() {
            assertThat(value(required("v", BOOLEAN), "true")).isEqualTo(true);
            assertThat(value(required("v", BOOLEAN), "false")).isEqualTo(false);
            assertThat(fault(required("v", BOOLEAN), "0")).isEqualTo("TYPE_MISMATCH: expected boolean, found number 0");
            assertThat(fault(required("v", BOOLEAN), "\"true\"")).startsWith("TYPE_MISMATCH: ");
        }

        @Test
        void areTakenFromStringsWhenAsked() {
            assertThat(value(coerced(required("v", BOOLEAN)), "\"true\"")).isEqualTo(true);
            assertThat(value(coerced(required("v", BOOLEAN)), "\"false\"")).isEqualTo(false);
            assertThat(fault(coerced(required("v", BOOLEAN)), "\"True\"")).startsWith("TYPE_MISMATCH: ");
            assertThat(fault(coerced(required("v", BOOLEAN)), "1")).startsWith("TYPE_MISMATCH: ");
        }
    }

    @Nested
    class Texts {
        @Test
        void areDecoded() {
            assertThat(value(required("v", TEXT), "\"\"")).isEqualTo("");
            assertThat(value(required("v", TEXT), "\"plain text of some length\""))
                    .isEqualTo("plain text of some length");
            assertThat(value(required("v", TEXT), "\"ü€\uD83D\uDE00\"")).isEqualTo("ü€\uD83D\uDE00");
            String everyEscape = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000ü€\uD83D\uDE00\\u20ac\\uD83D\\uDE00\"";
            assertThat(value(required("v", TEXT), everyEscape))
                    .isEqualTo("\"\\/\b\f\n\r\t\0ü€\uD83D\uDE00€\uD83D\uDE00");
            String escapes = "\\n" + "é".repeat(20_000);
            assertThat(value(required("v", TEXT), "\"" + escapes + "\"")).isEqualTo("\n" + "é".repeat(20_000));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "-1.50e+03", "true", "false"})
        void takeNumbersAndBooleansAsWrittenWhenAsked(String json) {
            assertThat(value(coerced(required("v", TEXT)), json)).isEqualTo(json);
            assertThat(fault(required("v", TEXT), json)).startsWith("TYPE_MISMATCH: expected string, found ");
        }

        @Test
        void neverTakeContainers() {
            assertThat(fault(coerced(required("v", TEXT)), "{\"a\":[1]}"))
                    .isEqualTo("TYPE_MISMATCH: expected string, found object {\"a\":[1]}");
            assertThat(fault(coerced(required("v", TEXT)), "1".repeat(1001))).startsWith("TOO_LARGE: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "\"a\\n\"", "{ \"a\" : [1, 2.0] }", "[]", "true"})
        void keepJsonAsItStandsWhenRaw(String json) {
            assertThat(value(raw(required("v", TEXT)), json)).isEqualTo(json);
            assertThat(value(raw(required("v", array(TEXT))), "[ " + json + " ,1]"))
                    .isEqualTo(List.of(json, "1"));
        }

        @Test
        void areNotNullWhenRaw() {
            assertThat(fault(raw(required("v", TEXT)), "null")).startsWith("NULL_VALUE: expected any value, ");
            assertThat(fault(raw(required("v", TEXT)), "[" + "1".repeat(1001) + "]"))
                    .startsWith("TOO_LARGE: ");
        }

        @Test
        void areOneOfTheSymbols() {
            Column color = required("v", new ColumnType.Enumeration(List.of("RED", "GREEN")));

            assertThat(value(color, "\"GREEN\"")).isEqualTo("GREEN");
            assertThat(value(color, "\"\\u0052ED\"")).isEqualTo("RED");
            assertThat(fault(color, "\"red\""))
                    .isEqualTo("TYPE_MISMATCH: expected one of RED, GREEN, found string \"red\"");
            assertThat(fault(color, "1")).startsWith("TYPE_MISMATCH: ");
        }
    }

    @Nested
    class Dates {
        @Test
        void areDaysSinceTheEpoch() {
            assertThat(value(required("v", DATE), "\"1970-01-01\"")).isEqualTo(0);
            assertThat(value(required("v", DATE), "\"2020-02-29\""))
                    .isEqualTo((int) LocalDate.of(2020, 2, 29).toEpochDay());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"2021-02-29", "2021-13-01", "2021-1-01", "0000-01-01", "2021-01-01T00:00:00Z", "", "20210101"
                })
        void areOfTheCalendar(String text) {
            assertThat(fault(required("v", DATE), "\"" + text + "\""))
                    .isEqualTo("BAD_TIME: \"" + text + "\" is not an ISO-8601 date (yyyy-MM-dd)");
        }

        @Test
        void areStrings() {
            assertThat(fault(required("v", DATE), "18000"))
                    .isEqualTo("TYPE_MISMATCH: expected date as string, found number 18000");
        }
    }

    @Nested
    class Timestamps {
        private static final long SECOND = 1_626_847_200L;

        @Test
        void areMicrosecondsSinceTheEpoch() {
            assertThat(value(required("v", MICROS), "\"2021-07-21T06:00:00.1234567Z\""))
                    .isEqualTo(SECOND * 1_000_000 + 123_456);
            assertThat(value(required("v", MILLIS), "\"2021-07-21 08:00:00.1239+02\""))
                    .isEqualTo(SECOND * 1_000_000 + 123_000);
            assertThat(value(required("v", MILLIS), "\"1969-12-31T23:59:59.9999Z\""))
                    .isEqualTo(-1_000L);
            assertThat(value(required("v", MICROS), "\"2021-07-21T06:00\\u003a00Z\""))
                    .isEqualTo(SECOND * 1_000_000);
        }

        @Test
        void areOfTheCalendar() {
            assertThat(fault(required("v", MICROS), "\"2021-02-30T00:00:00Z\""))
                    .isEqualTo("BAD_TIME: \"2021-02-30T00:00:00Z\" is not an ISO-8601 time");
            assertThat(fault(required("v", MICROS), "\"2021-02-20\"")).startsWith("BAD_TIME: ");
            assertThat(fault(required("v", MICROS), "\"1626847200\"")).startsWith("BAD_TIME: ");
            assertThat(fault(required("v", MICROS), "1626847200"))
                    .isEqualTo("TYPE_MISMATCH: expected timestamp as string, found number 1626847200");
        }

        @ParameterizedTest
        @CsvSource({
            "EPOCH_SECONDS, 1626847200, 1626847200000000",
            "EPOCH_SECONDS, 1626847200.123, 1626847200123000",
            "EPOCH_SECONDS, 1626847200.1234567, 1626847200123456",
            "EPOCH_SECONDS, 1.6268472e9, 1626847200000000",
            "EPOCH_SECONDS, -0.5, -500000",
            "EPOCH_SECONDS, -0.0000001, -1",
            "EPOCH_SECONDS, 1e-999999999, 0",
            "EPOCH_SECONDS, 0, 0",
            "EPOCH_MILLIS, 1626847200123, 1626847200123000",
            "EPOCH_MILLIS, 1626847200123.4567, 1626847200123456",
            "EPOCH_MICROS, 1626847200123456, 1626847200123456",
            "EPOCH_MICROS, 1626847200123456.7, 1626847200123456",
            "EPOCH_SECONDS, 253402300799.999999, 253402300799999999",
            "EPOCH_SECONDS, -62135596800, -62135596800000000"
        })
        void mayBeNumbersOrStringsThatHoldThem(TimeFormat format, String number, long micros) {
            assertThat(value(timed(required("v", MICROS), format), number)).isEqualTo(micros);
            assertThat(value(timed(required("v", MICROS), format), "\"" + number + "\""))
                    .isEqualTo(micros);
        }

        @ParameterizedTest
        @CsvSource({
            "EPOCH_SECONDS, 253402300800", "EPOCH_SECONDS, -62135596800.000001", "EPOCH_SECONDS, 1626847200000",
            "EPOCH_MILLIS, 1e999999999", "EPOCH_MICROS, 99999999999999999999", "EPOCH_MICROS, 253402300800000000"
        })
        void areOfFourDigitYears(TimeFormat format, String number) {
            assertThat(fault(timed(required("v", MICROS), format), number))
                    .isEqualTo("OUT_OF_RANGE: " + number + " does not fit timestamp: its year is not 0001 to 9999");
        }

        @Test
        void areStillIsoWhereNumbersAre() {
            Column millis = timed(required("v", MILLIS), TimeFormat.EPOCH_MILLIS);

            assertThat(value(millis, "\"2021-07-21T06:00:00Z\""))
                    .isEqualTo(Instant.parse("2021-07-21T06:00:00Z").toEpochMilli() * 1000);
            assertThat(value(millis, "-0.5")).isEqualTo(-1000L);
            assertThat(fault(millis, "\"yesterday\""))
                    .isEqualTo("BAD_TIME: \"yesterday\" is not an ISO-8601 time or a number");
            assertThat(fault(millis, "true"))
                    .isEqualTo("TYPE_MISMATCH: expected timestamp as string or number, found boolean true");
        }
    }

    @Nested
    class Binaries {
        @Test
        void areBase64() {
            assertThat(value(required("v", BINARY), "\"\"")).isEqualTo("");
            assertThat(value(required("v", BINARY), "\"YWI=\"")).isEqualTo("ab");
            assertThat(value(required("v", BINARY), "\"\\u0059WI\\u003d\"")).isEqualTo("ab");
            assertThat(value(required("v", BINARY), "\"+/+\\/\"")).isEqualTo("\u00fb\u00ff\u00bf");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"YWI\"", "\"YW I=\"", "\"-_-_\"", "\"YWI=YWI=\"", "\"====\"", "12"})
        void areRejectedOtherwise(String json) {
            assertThat(fault(required("v", BINARY), json)).startsWith("TYPE_MISMATCH: expected base64 string, found ");
        }
    }
}
