package io.sluice.etl.config;

import io.sluice.etl.config.Yaml.Kind;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${NAME}</code> by a variable of the environment, and <code>$${</code> by <code>${</code>. */
final class Expansion {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}|\\$\\{");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Function<String, String> environment;

    /** @param environment gives null for a variable that is not set */
    Expansion(Function<String, String> environment) {
        this.environment = environment;
    }

    /** The value with its variables in place; what cannot be replaced is told and stays. */
    Yaml.Scalar expand(Yaml.Scalar value, Consumer<String> problems) {
        if (!value.isText() || !value.text().contains("${")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(value.text());
        boolean expanded = false;
        while (matcher.find()) {
            boolean escaped = matcher.group().equals("$${");
            expanded |= !escaped;
            matcher.appendReplacement(text, Matcher.quoteReplacement(escaped ? "${" : replacement(matcher, problems)));
        }
        return new Yaml.Scalar(matcher.appendTail(text).toString(), expanded ? Kind.EXPANDED : value.kind());
    }

    private String replacement(Matcher matcher, Consumer<String> problems) {
        String name = matcher.group(1);
        if (name == null || !NAME.matcher(name).matches()) {
            problems.accept("%s names no variable; write ${NAME}, or $${ for the characters themselves"
                    .formatted(matcher.group()));
            return matcher.group();
        }
        String value = environment.apply(name);
        if (value == null) {
            problems.accept("the environment variable %s is not set; set it, or write $${%s} for the text itself"
                    .formatted(name, name));
            return matcher.group();
        }
        return value;
    }
}
