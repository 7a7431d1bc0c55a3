package io.sluice.etl.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 30d}, {@code 12h}, {@code 90m}, {@code 45s}. */
public final class Durations {
    /** What a duration looks like, for messages. */
    public static final String EXPECTED = "a duration up to 365000d, such as 30d, 12h, 90m or 45s";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([dhms])");
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private Durations() {}

    /** Reads a span of days of 24 hours, hours, minutes or seconds, up to a thousand years; empty when it is none. */
    public static Optional<Duration> parse(String text) {
        return Optional.of(DURATION.matcher(text))
                .filter(Matcher::matches)
                .map(Durations::span)
                .filter(span -> span.compareTo(LONGEST) <= 0);
    }

    private static Duration span(Matcher duration) {
        long count = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }
}
