package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class JobConfigLoaderPropertyTest {
    private static final List<String> LINES = Bench.JOB.lines().toList();

    private static final List<String> PIECES = List.of(
            "job",
            "warehouse",
            "landing",
            "path",
            "schema",
            "dedup",
            "key",
            "table",
            "name",
            "partition_by",
            "late",
            "audit",
            "checks",
            "spark",
            "schedule",
            "metastore",
            "created_at",
            "id",
            "repo.id",
            "landing.date",
            "day",
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n- ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "&a ",
            "*a",
            "!t ",
            "!!int ",
            "|\n",
            ">\n",
            "#",
            "? ",
            "~",
            "null",
            "true",
            "5",
            "-1",
            "1e9",
            "0x1",
            ".inf",
            "30d",
            "256MB",
            "${",
            "${X}",
            "$${",
            "%YAML 1.2\n",
            "---\n",
            "...\n",
            "\t",
            "\\u0000",
            "\\",
            "/",
            "../",
            "s3a://b/",
            "file:",
            ":/",
            "\u0000",
            "\ud800",
            "é",
            "\ufeff",
            "<<",
            "=",
            ".");

    @Property(tries = 2_000)
    void neverThrowsAnythingButAProblem(@ForAll("soups") String yaml) {
        loadOrRefuse(yaml);
    }

    @Property(tries = 2_000)
    void neverThrowsAnythingButAProblemForAJobWithFaults(@ForAll("faultyJobs") String yaml) {
        loadOrRefuse(yaml);
    }

    @Property(tries = 1_000)
    void neverThrowsAnythingButAProblemForOverrides(@ForAll("soups") String override) {
        loadOrRefuse(Bench.JOB, override, "table." + override, "dedup.key=" + override, "landing.path=" + override);
    }

    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces));
    }

    /** The good job with one line replaced, behind its key or as a whole. */
    @Provide
    Arbitrary<String> faultyJobs() {
        return Arbitraries.integers().between(0, LINES.size() - 1).flatMap(line -> Arbitraries.of(true, false)
                .flatMap(keepsKey -> soups().map(soup -> replaced(line, keepsKey, soup))));
    }

    private static String replaced(int line, boolean keepsKey, String soup) {
        String old = LINES.get(line);
        String start = keepsKey ? old.substring(0, old.indexOf(':') + 1) + " " : "";
        return LINES.stream()
                .map(text -> text.equals(old) ? start + soup : text)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void loadOrRefuse(String yaml, String... overrides) {
        try {
            new Bench().load(yaml, overrides);
        } catch (SluiceException problem) {
            assertThat(problem.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(problem.getMessage()).startsWith(Bench.JOB_FILE + ": ");
        }
    }
}
