package io.sluice.etl.config;

import io.sluice.etl.model.JobConfig.Audit;
import io.sluice.etl.model.JobConfig.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys under {@code audit}. */
final class AuditReader {
    private static final double REJECT_RATIO = 0.01;
    private static final String CHECKS =
            "a list such as [{name: size is positive, sql: \"size > 0\", severity: error}]";
    private static final Choice<String> SEVERITIES = Choice.of("error", "warn");

    private final Section audit;

    AuditReader(Section audit) {
        this.audit = audit;
    }

    Audit read() {
        return new Audit(
                audit.value("max_reject_ratio", Forms.ratio()).orElse(REJECT_RATIO),
                audit.value("min_records", Forms.wholeNumber(0, Long.MAX_VALUE)).orElse(0L),
                audit.value("max_offset_gap", Forms.wholeNumber(0, Long.MAX_VALUE))
                        .orElse(null),
                checks());
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : audit.sections("checks", CHECKS).orElse(List.of())) {
            Optional<String> name = section.required("name", Forms.text("a name"));
            Optional<String> sql = section.required("sql", Forms.lines("a Spark SQL expression"));
            boolean error =
                    section.value("severity", SEVERITIES).orElse("error").equals("error");
            if (name.isPresent() && !names.add(name.get())) {
                section.problem("name", "\"%s\" is there twice; choose another".formatted(name.get()));
            }
            name.ifPresent(known -> sql.ifPresent(text -> checks.add(new Check(known, text, error))));
        }
        return checks;
    }
}
