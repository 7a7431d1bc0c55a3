package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.INT;
import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.coerced;
import static io.sluice.etl.structure.Reading.lifted;
import static io.sluice.etl.structure.Reading.map;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.raw;
import static io.sluice.etl.structure.Reading.required;
import static io.sluice.etl.structure.Reading.struct;
import static io.sluice.etl.structure.Reading.withDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.Json;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.SluiceException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectRecordsTest {

    @Nested
    class AbsenceAndNull {
        @Test
        void rejectsWhatIsMissingAtTheClosingBrace() {
            Reading reading = Reading.of(required("a", LONG), required("b", struct(required("c", LONG))));

            assertThat(reading.summary("{}"))
                    .isEqualTo("MISSING_FIELD a: expected long, found nothing, and the schema gives no default");
            assertThat(reading.summary("{\"b\":{}}")).startsWith("MISSING_FIELD b.c: ");
            assertThat(reading.summary("{\"b\":{\"c\":true}}")).startsWith("TYPE_MISMATCH b.c: ");
            assertThat(reading.summary("{\"b\":{\"c\":1}}")).startsWith("MISSING_FIELD a: ");
        }

        @Test
        void takesNullOnlyWhereItMayBe() {
            Reading reading = Reading.of(nullable("a", LONG), required("b", LONG), withDefault("c", LONG, "7"));

            assertThat(reading.summary("{\"a\":null,\"b\":1}")).isEqualTo("[null, 1, 7]");
            assertThat(reading.summary("{\"b\":null}"))
                    .isEqualTo("NULL_VALUE b: expected long, found null, which the schema does not allow here");
            assertThat(reading.summary("{\"b\":1,\"c\":null}")).startsWith("NULL_VALUE c: ");
        }

        @Test
        void fillsDefaultsOfEveryShape() {
            Reading reading = Reading.of(
                    withDefault("a", array(struct(required("x", INT), withDefault("y", TEXT, "\"é\""))), "[{\"x\":1}]"),
                    withDefault("m", map(LONG), "{\"k\":5}"),
                    withDefault("s", struct(nullable("z", TEXT)), "{}"),
                    withDefault("n", TEXT, "\"\\u00e9\""));

            assertThat(reading.summary("{}")).isEqualTo("[[[1, é]], {k=5}, [null], é]");
            assertThat(reading.summary("{\"a\":[],\"m\":{},\"s\":{\"z\":\"q\"},\"n\":\"\"}"))
                    .isEqualTo("[[], {}, [q], ]");
            assertThat(reading.summary("{}")).isEqualTo("[[[1, é]], {k=5}, [null], é]");
        }

        @Test
        void takesNullAsDefaultOfANullableField() {
            Reading reading = Reading.of(new Column("a", LONG, true, "null", "", Json.named("a")));

            assertThat(reading.summary("{}")).isEqualTo("[null]");
        }

        @Test
        void refusesDefaultsThatDoNotFit() {
            assertThatThrownBy(() -> Reading.of(withDefault("a", LONG, "\"x\"")).read("{}"))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("the default \"x\" of field a does not fit its type: expected long, found string \"x\";"
                            + " correct the schema");
            assertThatThrownBy(() -> Reading.of(withDefault("a", LONG, "1 2")).read("{}"))
                    .hasMessageContaining("more follows the value");
            assertThatThrownBy(() -> Reading.of(withDefault("a", LONG, "")).read("{}"))
                    .hasMessageContaining("it is empty");
            assertThatThrownBy(() -> Reading.of(withDefault("a", LONG, "[")).read("{}"))
                    .isInstanceOf(SluiceException.class);
        }
    }

    @Nested
    class RepeatedNames {
        private final Reading reading = Reading.of(
                nullable("a", struct(nullable("x", LONG), nullable("y", LONG))),
                nullable("b", array(struct(nullable("x", LONG)))),
                lifted(nullable("login", TEXT), "org", "login"),
                nullable("m", map(LONG)),
                nullable("t", TEXT));

        @Test
        void letTheLastWinEntirely() {
            assertThat(reading.summary("{\"a\":{\"x\":1,\"y\":2},\"a\":{\"y\":3}}"))
                    .isEqualTo("[[null, 3], null, null, null, null]");
            assertThat(reading.summary("{\"a\":{\"x\":1},\"a\":null}")).isEqualTo("[null, null, null, null, null]");
            assertThat(reading.summary("{\"b\":[{\"x\":1,\"x\":2},{\"x\":3}],\"b\":[{\"x\":4,\"x\":5}]}"))
                    .isEqualTo("[null, [[5]], null, null, null]");
            assertThat(reading.summary("{\"b\":[{\"x\":1},{\"x\":3}]}"))
                    .isEqualTo("[null, [[1], [3]], null, null, null]");
        }

        @Test
        void forgetFaultsOfTheEarlierValue() {
            assertThat(reading.summary("{\"a\":{\"x\":true},\"t\":1,\"t\":\"u\",\"a\":{\"x\":4}}"))
                    .isEqualTo("[[4, null], null, null, null, u]");
            assertThat(reading.summary("{\"t\":\"u\",\"t\":1}")).startsWith("TYPE_MISMATCH t: ");
            assertThat(reading.summary("{\"b\":[1,{\"x\":2}],\"b\":[{\"x\":3},{}]}"))
                    .isEqualTo("[null, [[3], [null]], null, null, null]");
        }

        @Test
        void areTheSameNameWhenEscaped() {
            assertThat(reading.summary("{\"t\":\"u\",\"\\u0074\":\"v\"}")).isEqualTo("[null, null, null, null, v]");
        }

        @Test
        void forgetLiftedChildren() {
            assertThat(reading.summary("{\"org\":{\"login\":\"u\"},\"org\":{}}"))
                    .isEqualTo("[null, null, null, null, null]");
            assertThat(reading.summary("{\"org\":{\"login\":\"u\"},\"org\":null}"))
                    .isEqualTo("[null, null, null, null, null]");
            assertThat(reading.summary("{\"org\":5,\"org\":{\"login\":\"u\",\"login\":\"v\"}}"))
                    .isEqualTo("[null, null, v, null, null]");
        }

        @Test
        void keepTheFirstPlaceInAMap() {
            assertThat(reading.summary("{\"m\":{\"k\":1,\"l\":2,\"k\":3}}"))
                    .isEqualTo("[null, null, null, {k=3, l=2}, null]");
            assertThat(reading.summary("{\"m\":{\"k\":\"bad\",\"l\":2,\"k\":3}}"))
                    .isEqualTo("[null, null, null, {k=3, l=2}, null]");
            assertThat(reading.summary("{\"m\":{\"k\":1,\"k\":\"bad\"}}")).startsWith("TYPE_MISMATCH m.k: ");
        }

        @Test
        void forgetUnknownFields() {
            assertThat(reading.one("{\"a\":{\"q\":1},\"a\":{}}").unknownFields())
                    .isEmpty();
            assertThat(reading.one("{\"q\":1,\"q\":2}").unknownFields()).containsExactly("q");
            assertThat(Reading.of(nullable("t", TEXT))
                            .unknown(UnknownFields.RESCUE)
                            .summary("{\"q\":1,\"r\":2,\"q\":3}"))
                    .isEqualTo("[null, {\"r\":2,\"q\":3}]");
            assertThat(Reading.of(nullable("t", TEXT))
                            .unknown(UnknownFields.REJECT)
                            .summary("{\"q\":1,\"t\":5,\"q\":3}"))
                    .startsWith("TYPE_MISMATCH t: ");
            assertThat(Reading.of(nullable("t", TEXT)).limited(5, 4).summary("{\"q\":12345,\"q\":3}"))
                    .isEqualTo("[null]");
        }

        @Test
        void areFoundAmongMoreNamesThanAreRemembered() {
            Reading rescuing = Reading.of(nullable("t", TEXT)).unknown(UnknownFields.RESCUE);
            for (int i = 0; i < 1100; i++) {
                rescuing.read("{\"n" + i + "\":0}");
            }

            assertThat(rescuing.summary("{\"new\":1,\"new\":2}")).isEqualTo("[null, {\"new\":2}]");
            assertThat(rescuing.one("{\"new\":1,\"newer\":2}").unknownFields()).containsExactly("*");
        }
    }

    @Nested
    class Lifting {
        private final Reading reading = Reading.of(
                lifted(required("login", TEXT), "org", "owner", "login"), lifted(nullable("id", LONG), "org", "id"));

        @Test
        void takesValuesFromDeeperObjects() {
            assertThat(reading.summary("{\"org\":{\"id\":5,\"owner\":{\"login\":\"u\"}}}"))
                    .isEqualTo("[u, 5]");
        }

        @Test
        void takesTheColumnForAbsentWhereAnObjectOnTheWayIs() {
            assertThat(reading.summary("{}")).startsWith("MISSING_FIELD org.owner.login: ");
            assertThat(reading.summary("{\"org\":null}")).startsWith("MISSING_FIELD org.owner.login: ");
            assertThat(reading.summary("{\"org\":{\"owner\":null}}")).startsWith("MISSING_FIELD org.owner.login: ");
            assertThat(reading.summary("{\"org\":{\"owner\":{\"login\":null}}}"))
                    .startsWith("NULL_VALUE org.owner.login: ");
        }

        @Test
        void missesTheFieldAtTheBraceOfTheObjectThatLacksIt() {
            Reading two = Reading.of(lifted(required("login", TEXT), "org", "login"), required("id", LONG));

            assertThat(two.summary("{\"org\":{},\"id\":\"x\"}")).startsWith("MISSING_FIELD org.login: ");
            assertThat(two.summary("{\"org\":null,\"id\":\"x\"}")).startsWith("TYPE_MISMATCH id: ");
        }

        @Test
        void demandsObjectsOnTheWay() {
            assertThat(reading.summary("{\"org\":[1]}"))
                    .isEqualTo("TYPE_MISMATCH org: expected object, found array [1]");
            assertThat(reading.summary("{\"org\":{\"owner\":\"u\"}}"))
                    .isEqualTo("TYPE_MISMATCH org.owner: expected object, found string \"u\"");
        }

        @Test
        void reportsWhatLiesBesideAsUnknown() {
            assertThat(reading.one("{\"org\":{\"url\":1,\"owner\":{\"login\":\"u\",\"x\":{\"y\":2}}},\"z\":[]}")
                            .unknownFields())
                    .containsExactly("org.url", "org.owner.x", "z");
        }

        @Test
        void worksWithinStructsOfArrays() {
            Reading nested = Reading.of(required(
                    "commits", array(struct(lifted(nullable("who", TEXT), "author", "name"), required("sha", TEXT)))));

            assertThat(nested.summary("{\"commits\":[{\"author\":{\"name\":\"u\"},\"sha\":\"1\"},{\"sha\":\"2\"}]}"))
                    .isEqualTo("[[[u, 1], [null, 2]]]");
            assertThat(nested.summary("{\"commits\":[{\"sha\":\"1\"},{\"sha\":\"2\",\"author\":{\"name\":1}}]}"))
                    .startsWith("TYPE_MISMATCH commits[1].author.name: ");
        }
    }

    @Nested
    class SeveralColumnsOfOneName {
        private final Reading reading = Reading.of(
                nullable("actor", struct(required("id", LONG))),
                lifted(nullable("login", TEXT), "actor", "login"),
                lifted(raw(nullable("text", TEXT)), "actor"));

        @Test
        void allTakeTheValue() {
            assertThat(reading.summary("{\"actor\": {\"login\":\"u\", \"id\":3}}"))
                    .isEqualTo("[[3], u, {\"login\":\"u\", \"id\":3}]");
            assertThat(reading.summary("{\"actor\":null}")).isEqualTo("[null, null, null]");
            assertThat(reading.summary("{}")).isEqualTo("[null, null, null]");
        }

        @Test
        void areRejectedForTheFirstFaultOfAny() {
            assertThat(reading.summary("{\"actor\":{\"login\":1,\"id\":\"x\"}}"))
                    .isEqualTo("TYPE_MISMATCH actor.login: expected string, found number 1");
            assertThat(reading.summary("{\"actor\":{\"id\":\"x\",\"login\":1}}"))
                    .isEqualTo("TYPE_MISMATCH actor.id: expected long, found string \"x\"");
            assertThat(reading.summary("{\"actor\":7}"))
                    .isEqualTo("TYPE_MISMATCH actor: expected object, found number 7");
        }

        @Test
        void leaveNothingUnknownBesideARawColumn() {
            assertThat(reading.one("{\"actor\":{\"id\":3,\"url\":\"u\"},\"x\":1}")
                            .unknownFields())
                    .containsExactly("x");
        }

        @Test
        void leaveUnknownWhatNoneKnows() {
            Reading two = Reading.of(
                            nullable("actor", struct(required("id", LONG))),
                            lifted(nullable("first", TEXT), "actor", "name", "first"))
                    .unknown(UnknownFields.RESCUE);

            Told told = two.one("{\"actor\":{\"a\":1,\"id\":3,\"name\":{\"first\":\"u\",\"last\":\"v\"},\"z\":[2]}}");
            assertThat(told.unknownFields()).containsExactly("actor.a", "actor.name.last", "actor.z");
            assertThat(told.values().get(2)).isEqualTo("{\"actor.a\":1,\"actor.name.last\":\"v\",\"actor.z\":[2]}");
        }

        @Test
        void mayBeScalarsOfTwoTypes() {
            Reading two = Reading.of(required("n", LONG), coerced(lifted(required("t", TEXT), "n")));

            assertThat(two.summary("{\"n\":5}")).isEqualTo("[5, 5]");
        }

        @Test
        void letAScalarColumnTakeWhatHasNoChildren() {
            Reading two = Reading.of(nullable("v", TEXT), lifted(nullable("deep", LONG), "v", "deep"));

            assertThat(two.summary("{\"v\":\"u\"}")).isEqualTo("[u, null]");
            assertThat(two.summary("{\"v\":{\"deep\":1}}")).startsWith("TYPE_MISMATCH v: expected string");
        }
    }

    @Nested
    class Unknown {
        private static final String LINE = "{\"id\":1,\"q\":[1, {\"a\":2}],\"s\":{\"x\":1,\"u\":\"\\u0041\"},"
                + "\"a\":[{\"e\":null},{\"x\":2,\"e\":true,\"f\":-1.5e3}],"
                + "\"m\":{\"k\\\"1\":{\"w\":{}},\"l\":{\"w\":1}}}";

        @ParameterizedTest
        @EnumSource(
                value = UnknownFields.class,
                names = {"DROP", "RESCUE"})
        void isReportedByItsTopMostPath(UnknownFields mode) {
            assertThat(reading(mode).one(LINE).unknownFields()).containsExactly("q", "s.u", "a[].e", "a[].f", "m.*.w");
        }

        @Test
        void isRescuedAsItStands() {
            assertThat(reading(UnknownFields.RESCUE).one(LINE).values().get(4))
                    .isEqualTo("{\"q\":[1, {\"a\":2}],\"s.u\":\"\\u0041\",\"a[0].e\":null,\"a[1].e\":true,"
                            + "\"a[1].f\":-1.5e3,\"m.k\\\"1.w\":{},\"m.l.w\":1}");
        }

        @Test
        void leavesNullWhenNothingIsRescued() {
            assertThat(reading(UnknownFields.RESCUE).one("{\"id\":1}").values().get(4))
                    .isNull();
        }

        @Test
        void escapesControlCharactersOfRescuedNames() {
            assertThat(reading(UnknownFields.RESCUE)
                            .one("{\"id\":1,\"\\n\\\\é\\u007f\":1}")
                            .values()
                            .get(4))
                    .isEqualTo("{\"\\u000a\\\\é\u007f\":1}");
        }

        @Test
        void isRejectedAtItsPlace() {
            assertThat(reading(UnknownFields.REJECT).summary(LINE))
                    .isEqualTo("UNKNOWN_FIELD q: not in the schema, found [1, {\"a\":2}]");
            assertThat(reading(UnknownFields.REJECT).summary("{\"id\":\"x\",\"q\":1}"))
                    .startsWith("TYPE_MISMATCH id");
            assertThat(reading(UnknownFields.REJECT).summary("{\"q\":1,\"id\":\"x\"}"))
                    .startsWith("UNKNOWN_FIELD q");
            assertThat(reading(UnknownFields.REJECT).summary("{\"id\":1,\"a\":[{},{\"z\":2}]}"))
                    .startsWith("UNKNOWN_FIELD a[1].z: ");
            assertThat(reading(UnknownFields.REJECT).summary("{\"id\":1}")).startsWith("[1, ");
        }

        @Test
        void sharesOnePathWhenNamesAreData() {
            Reading reading = Reading.of(nullable("s", struct(nullable("x", LONG))));
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < 1500; i++) {
                names.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":0");
            }

            assertThat(reading.one("{\"s\":{" + names + "}}").unknownFields())
                    .hasSize(1001)
                    .startsWith("s.n0")
                    .endsWith("s.*");
            assertThat(reading.one("{\"" + "x".repeat(300) + "\":1}").unknownFields())
                    .containsExactly("*");
        }

        @Test
        void isStillCheckedForSyntax() {
            assertThat(reading(UnknownFields.DROP).summary("{\"id\":1,\"q\":{\"a\":01}}"))
                    .startsWith("MALFORMED_JSON");
            assertThat(reading(UnknownFields.DROP).summary("{\"id\":1,\"q\":\"\\x\"}"))
                    .startsWith("MALFORMED_JSON");
            assertThat(reading(UnknownFields.RESCUE).summary("{\"id\":1,\"q\":\"\t\"}"))
                    .startsWith("MALFORMED_JSON");
        }

        private static Reading reading(UnknownFields mode) {
            return Reading.of(
                            required("id", LONG),
                            nullable("s", struct(nullable("x", LONG))),
                            nullable("a", array(struct(nullable("x", LONG)))),
                            nullable("m", map(struct(nullable("x", LONG)))))
                    .unknown(mode);
        }
    }
}
