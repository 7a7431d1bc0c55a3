package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.LandingDate;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Names the partition of a row: one {@code column=value} a field, joined by {@code /}; empty where there is no field. */
final class PartitionNames {
    private static final UTF8String SEPARATOR = UTF8String.fromString("/");
    /** What the metastore's column for names holds ({@code PARTITIONS.PART_NAME}). */
    private static final int MOST_BYTES = 767;

    private final List<Segment> segments = new ArrayList<>();
    private final List<PartitionValueRule> rules = new ArrayList<>();
    private final boolean mayBeTooLong;
    private final UTF8String[] parts;
    private UTF8String joined = UTF8String.EMPTY_UTF8;

    PartitionNames(RecordSchema schema, List<PartitionField> fields, ZoneId zone) {
        for (PartitionField field : fields) {
            if (field.fromLandingDate()) {
                segments.add(new LandingSegment(field));
            } else if (field.transform() == PartitionField.Transform.IDENTITY) {
                ColumnPath source = ColumnPath.of(schema, field.from());
                segments.add(new IdentitySegment(field.column(), source));
                if (source.type() instanceof ColumnType.Text) {
                    rules.add(new PartitionValueRule(field.column(), source));
                }
            } else {
                segments.add(new TimeSegment(field, new EventTime(ColumnPath.of(schema, field.from()), zone)));
            }
        }
        mayBeTooLong = segments.size() * (PartitionValueRule.MOST_BYTES + 1) - 1 > MOST_BYTES;
        parts = new UTF8String[segments.size()];
    }

    /** The name; neighbouring rows of one partition mostly get the same object. */
    UTF8String of(ObjectCells row, LandingDate landed) {
        boolean changed = false;
        for (int i = 0; i < parts.length; i++) {
            UTF8String part = segments.get(i).name(row, landed);
            if (part != parts[i]) {
                parts[i] = part;
                changed = true;
            }
        }
        if (changed) {
            joined = parts.length == 1 ? parts[0] : UTF8String.concatWs(SEPARATOR, parts);
        }
        return joined;
    }

    /** Why a row's values cannot name a partition; null when they can. */
    RecordRules.Violation violation(ObjectCells row, LandingDate landed) {
        for (PartitionValueRule rule : rules) {
            RecordRules.Violation violation = rule.violation(row);
            if (violation != null) {
                return violation;
            }
        }
        return mayBeTooLong && of(row, landed).numBytes() > MOST_BYTES
                ? new RecordRules.Violation(
                        RejectCode.OUT_OF_RANGE,
                        "",
                        "the name of its partition takes more than %d bytes, which metastores do not hold"
                                .formatted(MOST_BYTES))
                : null;
    }

    private static String format(LocalDateTime time, PartitionField.Transform transform) {
        return switch (transform) {
            case DAY -> DateTimeFormatter.ISO_LOCAL_DATE.format(time);
            case MONTH -> DateTimeFormatter.ISO_LOCAL_DATE.format(time).substring(0, "yyyy-MM".length());
            case HOUR -> String.format(Locale.ROOT, "%02d", time.getHour());
            case IDENTITY -> throw new IllegalArgumentException("identity is not a transform of time");
        };
    }

    private static UTF8String segment(String column, String value) {
        return UTF8String.fromString(PartitionPath.segment(column, value));
    }

    /** Gives one level of the path. */
    private sealed interface Segment {
        UTF8String name(ObjectCells row, LandingDate landed);
    }

    /** A level made from a time cell; names are made once an hour of data. */
    private static final class TimeSegment implements Segment {
        private static final EventTime.Hour NEVER = new EventTime.Hour(0, 0, 0);

        private final PartitionField field;
        private final EventTime time;
        private final UTF8String ofNull;
        private final Map<Long, UTF8String> nameByHour = new HashMap<>();
        private EventTime.Hour last = NEVER;
        private UTF8String lastName;

        TimeSegment(PartitionField field, EventTime time) {
            this.field = field;
            this.time = time;
            this.ofNull = segment(field.column(), null);
        }

        @Override
        public UTF8String name(ObjectCells row, LandingDate landed) {
            if (time.isNull(row)) {
                return ofNull;
            }
            long value = time.value(row);
            if (!last.holds(value)) {
                last = time.hour(value);
                lastName = nameByHour.computeIfAbsent(last.number(), this::make);
            }
            return lastName;
        }

        private UTF8String make(long hour) {
            LocalDateTime start = LocalDateTime.ofEpochSecond(hour * 3_600, 0, ZoneOffset.UTC);
            return segment(field.column(), format(start, field.transform()));
        }
    }

    /** A level that is the value of a cell. */
    private record IdentitySegment(String column, ColumnPath source) implements Segment {
        @Override
        public UTF8String name(ObjectCells row, LandingDate landed) {
            Object value = row.at(source.ordinals());
            String text = value == null ? null : text(value);
            return segment(column, text);
        }

        private String text(Object value) {
            if (source.type() instanceof ColumnType.CalendarDate) {
                return LocalDate.ofEpochDay((Integer) value).toString();
            }
            return value instanceof Decimal decimal ? decimal.toJavaBigDecimal().toPlainString() : value.toString();
        }
    }

    /** A level that is the landing date of the row's file. */
    private record LandingSegment(PartitionField field) implements Segment {
        @Override
        public UTF8String name(ObjectCells row, LandingDate landed) {
            LocalDateTime time = landed.day().atTime(landed.hourly() ? landed.hour() : 0, 0);
            PartitionField.Transform transform = field.transform() == PartitionField.Transform.IDENTITY
                    ? PartitionField.Transform.DAY
                    : field.transform();
            return segment(field.column(), format(time, transform));
        }
    }
}
