package io.sluice.etl.config;

import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionField.Transform;
import java.util.List;

/** Compares what needs landing dates with what the layout gives. */
final class LandingDateChecks {
    private final LayoutCheck.Facts facts;

    LandingDateChecks(LayoutCheck.Facts facts) {
        this.facts = facts;
    }

    /** Notes partition columns that need more of a landing date than there is. */
    void verify(List<TableReader.Declared> partitions) {
        for (TableReader.Declared partition : partitions) {
            PartitionField field = partition.field();
            if (field.fromLandingDate() && !facts.dated()) {
                partition
                        .section()
                        .problem("from", "landing.date needs {date} in landing.layout; say there where the date lies");
            } else if (field.fromLandingDate() && field.transform() == Transform.HOUR && !facts.hourly()) {
                partition
                        .section()
                        .problem(
                                "transform",
                                "hour of landing.date needs {hour} in landing.layout; say there where the hour lies");
            }
        }
    }

    /** Notes bounds on lateness where there is nothing to measure it from, or nothing to measure. */
    void verifyLate(Section late, List<TableReader.Declared> partitions, boolean unpartitioned) {
        boolean timed = partitions.stream()
                .map(TableReader.Declared::field)
                .anyMatch(field -> field.transform() != Transform.IDENTITY && !field.fromLandingDate());
        for (String name : List.of("max_age", "max_future")) {
            if (late.has(name) && !facts.dated()) {
                late.problem(
                        name,
                        "lateness is measured from the landing date, and landing.layout has no {date}; add it, or remove %s"
                                .formatted(late.key(name)));
            } else if (late.has(name) && !timed && (unpartitioned || !partitions.isEmpty())) {
                late.problem(
                        name,
                        "lateness is measured by the column of the first day, month or hour in table.partition_by, and there is none; add it, or remove %s"
                                .formatted(late.key(name)));
            }
        }
    }
}
