package io.sluice.etl.schema;

import java.util.List;

/** A schema that no table can be made from, with everything that is wrong with it. */
public final class InvalidSchema extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSchema(String location, List<String> problems) {
        super("%s: %d %s\n  %s"
                .formatted(
                        location,
                        problems.size(),
                        problems.size() == 1 ? "problem" : "problems",
                        String.join("\n  ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** One a fault: the dotted path of the field, what is wrong with which value, and what to do. */
    public List<String> problems() {
        return problems;
    }
}
