package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatementsTest {
    @Test
    void endsAStatementAtASemicolon() {
        assertThat(Statements.split("SELECT 1; ;\nSELECT 2;")).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void leavesQuotedTextAlone() {
        assertThat(Statements.split("SELECT ';--', \"a;'\", `b;--`, 'it\\'s;' FROM t"))
                .containsExactly("SELECT ';--', \"a;'\", `b;--`, 'it\\'s;' FROM t");
    }

    @Test
    void dropsComments() {
        assertThat(Statements.split("-- it's; a start\nSET a=b; SELECT 1 -- one;\n+ 2;\n-- end"))
                .containsExactly("SET a=b", "SELECT 1 \n+ 2");
    }

    @Test
    void takesAnOpenQuoteToTheEnd() {
        assertThat(Statements.split("SELECT 'open; \\")).containsExactly("SELECT 'open; \\");
    }
}
