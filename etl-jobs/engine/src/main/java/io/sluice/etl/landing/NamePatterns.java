package io.sluice.etl.landing;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of the names of files and folders; {@code *} stands for anything. */
final class NamePatterns {
    private final List<Pattern> patterns;

    NamePatterns(List<String> texts) {
        this.patterns = texts.stream().map(NamePatterns::pattern).toList();
    }

    private static Pattern pattern(String text) {
        String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** Whether a name in a path fits one of them. */
    boolean anyIn(String path) {
        return !patterns.isEmpty() && Arrays.stream(path.split("/")).anyMatch(this::fits);
    }

    private boolean fits(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
