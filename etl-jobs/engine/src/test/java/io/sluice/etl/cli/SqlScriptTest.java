package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlScriptTest {
    @Test
    void takesStatementsApartAtSemicolonsOutsideQuotesAndComments() {
        String script =
                """
                -- first; really
                SELECT ';' AS a, "x;\\"y" AS b, `c;d` FROM t; /* not; here */
                SELECT 2;
                -- nothing more;
                """;

        assertThat(SqlScript.statements(script))
                .containsExactly(
                        "-- first; really\nSELECT ';' AS a, \"x;\\\"y\" AS b, `c;d` FROM t",
                        "/* not; here */\nSELECT 2");
    }

    @Test
    void putsValuesInPlaceOfVariables() {
        assertThat(SqlScript.substitute("SELECT * FROM ${t} WHERE dt = '${d}'", Map.of("t", "a.b", "d", "2021-07-21")))
                .isEqualTo("SELECT * FROM a.b WHERE dt = '2021-07-21'");
    }

    @Test
    void refusesAVariableWithoutAValue() {
        assertThatThrownBy(() -> SqlScript.substitute("SELECT ${d}", Map.of()))
                .hasMessage("SQL: ${d} has no value; give --var d=...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; DROP TABLE b", "x' OR '1'='1", "a\"b", "a\\b", "a`b", "1 -- comment", "a\nb", "(1)"})
    void refusesAValueThatCouldChangeTheStatement(String value) {
        assertThatThrownBy(() -> SqlScript.substitute("SELECT '${d}'", Map.of("d", value)))
                .hasMessageContaining("--var d=");
    }
}
