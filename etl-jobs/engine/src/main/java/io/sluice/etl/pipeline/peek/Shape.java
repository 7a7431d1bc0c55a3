package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values at one place of a sample have been: kinds, and the shapes of their parts. */
final class Shape {
    enum Kind {
        BOOLEAN,
        INTEGER,
        NUMBER,
        HUGE,
        TIME,
        TEXT,
        OBJECT,
        ARRAY
    }

    private static final Pattern ISO_TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T"
            + " ](\\d\\d:\\d\\d(?::\\d\\d)?)(?:\\.\\d{1,9})?(?:Z|[+-](?:0\\d|1[0-7])(?::?[0-5]\\d)?)?");

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Map<String, Shape> fields = new LinkedHashMap<>();
    private Shape elements;
    private long values;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;
    private boolean nulls;

    void add(JsonNode value) {
        if (value.isNull()) {
            nulls = true;
            return;
        }
        values++;
        Kind kind = kind(value);
        kinds.add(kind);
        if (kind == Kind.OBJECT) {
            value.fields().forEachRemaining(field -> fields.computeIfAbsent(field.getKey(), name -> new Shape())
                    .add(field.getValue()));
        } else if (kind == Kind.ARRAY) {
            elements = elements == null ? new Shape() : elements;
            value.forEach(elements::add);
        } else if (kind == Kind.INTEGER) {
            smallest = Math.min(smallest, value.asLong());
            largest = Math.max(largest, value.asLong());
        }
    }

    private static Kind kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case OBJECT -> Kind.OBJECT;
            case ARRAY -> Kind.ARRAY;
            case NUMBER -> number(value);
            case STRING -> isTime(value.asText()) ? Kind.TIME : Kind.TEXT;
            case BINARY, MISSING, NULL, POJO -> throw new IllegalArgumentException("no value of JSON: " + value);
        };
    }

    private static Kind number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? Kind.INTEGER : Kind.HUGE;
        }
        return Double.isFinite(value.asDouble()) ? Kind.NUMBER : Kind.HUGE;
    }

    private static boolean isTime(String text) {
        Matcher time = ISO_TIME.matcher(text);
        if (!time.matches() || text.startsWith("0000")) {
            return false;
        }
        try {
            LocalDate.parse(time.group(1));
            LocalTime.parse(time.group(2));
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    Set<Kind> kinds() {
        return kinds;
    }

    /** Whether all values are of one of some kinds, and there is one. */
    boolean only(Kind... allowed) {
        return !kinds.isEmpty() && Set.of(allowed).containsAll(kinds);
    }

    boolean nulls() {
        return nulls;
    }

    /** How many values were not null. */
    long values() {
        return values;
    }

    Map<String, Shape> fields() {
        return fields;
    }

    /** The shape of an array's elements; null when there is no array. */
    Shape elements() {
        return elements;
    }

    /** Whether all integers lie in a range. */
    boolean within(long from, long to) {
        return smallest >= from && largest < to;
    }
}
