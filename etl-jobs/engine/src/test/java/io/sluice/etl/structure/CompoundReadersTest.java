package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.map;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.required;
import static io.sluice.etl.structure.Reading.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import org.junit.jupiter.api.Test;

class CompoundReadersTest {
    @Test
    void readsArraysInArrays() {
        Reading reading = Reading.of(nullable("a", array(array(LONG))));

        assertThat(reading.summary("{\"a\":[[1,2],[],[3]]}")).isEqualTo("[[[1, 2], [], [3]]]");
        assertThat(reading.summary("{\"a\":[]}")).isEqualTo("[[]]");
        assertThat(reading.summary("{\"a\":null}")).isEqualTo("[null]");
        assertThat(reading.summary("{\"a\":[[1],[2,\"x\",3]]}"))
                .isEqualTo("TYPE_MISMATCH a[1][1]: expected long, found string \"x\"");
        assertThat(reading.summary("{\"a\":[1]}")).isEqualTo("TYPE_MISMATCH a[0]: expected array, found number 1");
        assertThat(reading.summary("{\"a\":{}}")).isEqualTo("TYPE_MISMATCH a: expected array, found object {}");
    }

    @Test
    void takesNullElementsOnlyWhereTheyMayBe() {
        assertThat(Reading.of(nullable("a", new ColumnType.ArrayOf(LONG, true))).summary("{\"a\":[1,null]}"))
                .isEqualTo("[[1, null]]");
        assertThat(Reading.of(nullable("a", array(LONG))).summary("{\"a\":[1,null]}"))
                .startsWith("NULL_VALUE a[1]: ");
        assertThat(Reading.of(nullable("m", new ColumnType.MapOf(LONG, true))).summary("{\"m\":{\"k\":null}}"))
                .isEqualTo("[{k=null}]");
        assertThat(Reading.of(nullable("m", map(LONG))).summary("{\"m\":{\"k\":null}}"))
                .startsWith("NULL_VALUE m.k: ");
    }

    @Test
    void readsMaps() {
        Reading reading = Reading.of(required("m", map(map(TEXT))));

        assertThat(reading.summary("{\"m\":{\"\":{},\"é\\n\":{\"\\u0061\":\"b\"}}}"))
                .isEqualTo("[{={}, é\n={a=b}}]");
        assertThat(reading.summary("{\"m\":{\"k\":{\"l\":1}}}"))
                .isEqualTo("TYPE_MISMATCH m.k.l: expected string, found number 1");
        assertThat(reading.summary("{\"m\":[]}")).isEqualTo("TYPE_MISMATCH m: expected object, found array []");
    }

    @Test
    void readsStructsWherePathsCrossArraysAndMaps() {
        Reading reading = Reading.of(nullable(
                "payload",
                struct(nullable("commits", array(struct(required("sha", TEXT), nullable("by", map(LONG))))))));

        assertThat(reading.summary("{\"payload\":{\"commits\":[{\"sha\":\"1\",\"by\":{\"x\":1}},{\"sha\":\"2\"}]}}"))
                .isEqualTo("[[[[1, {x=1}], [2, null]]]]");
        assertThat(reading.summary("{\"payload\":{\"commits\":[{\"sha\":\"1\"},{}]}}"))
                .startsWith("MISSING_FIELD payload.commits[1].sha: ");
        assertThat(reading.summary("{\"payload\":{\"commits\":[{\"sha\":\"1\",\"by\":{\"x\":1.5}}]}}"))
                .startsWith("TYPE_MISMATCH payload.commits[0].by.x: ");
        assertThat(reading.summary("{\"payload\":\"x\"}"))
                .isEqualTo("TYPE_MISMATCH payload: expected object, found string \"x\"");
    }

    @Test
    void shortensWhatItFound() {
        Reading reading = Reading.of(nullable("a", LONG));

        assertThat(reading.summary("{\"a\":[" + "1,".repeat(100) + "1]}"))
                .isEqualTo("TYPE_MISMATCH a: expected long, found array [" + "1,".repeat(39) + "1…");
        assertThat(reading.summary("{\"a\":\"" + "é".repeat(300) + "\"}")).endsWith("string \"" + "é".repeat(79) + "…");
        assertThat(reading.summary("{\"a\":\"" + "\uD83D\uDE00".repeat(300) + "\"}"))
                .endsWith("string \"" + "\uD83D\uDE00".repeat(39) + "…");
    }
}
