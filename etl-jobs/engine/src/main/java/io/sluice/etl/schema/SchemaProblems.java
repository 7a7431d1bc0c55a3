package io.sluice.etl.schema;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a schema. */
final class SchemaProblems {
    private final List<String> found = new ArrayList<>();

    void add(String field, String text) {
        found.add(field.isEmpty() ? text : field + ": " + text);
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
