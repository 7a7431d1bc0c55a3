package io.sluice.etl.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
    private static final List<String> KEYS = List.of("key", "keep", "strategy", "order_by");

    @Test
    void findsTheNearestName() {
        assertThat(Spelling.nearest("strategi", KEYS)).hasValue("strategy");
        assertThat(Spelling.nearest("orderby", KEYS)).hasValue("order_by");
        assertThat(Spelling.nearest("keap", KEYS)).hasValue("keep");
    }

    @Test
    void takesASwapForOneMistake() {
        assertThat(Spelling.nearest("kye", KEYS)).hasValue("key");
    }

    @Test
    void findsNothingInTheDistance() {
        assertThat(Spelling.nearest("lookback", KEYS)).isEmpty();
        assertThat(Spelling.nearest("", KEYS)).isEmpty();
    }
}
