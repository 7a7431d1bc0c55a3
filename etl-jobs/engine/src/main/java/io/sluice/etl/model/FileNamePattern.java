package io.sluice.etl.model;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where topic, partition and first offset stand in the path of a landed file.
 *
 * <p>Literal text, <code>{topic}</code>, <code>{partition}</code> and <code>{offset}</code> (each once), <code>{end}</code> (at
 * most once, the offset of the last record), {@code *} for
 * anything within one name, and <code>**&#47;</code> for any number of folders. It must fit the end of the path, beginning
 * with a name.
 */
public final class FileNamePattern implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Set<String> FIELDS = Set.of("topic", "partition", "offset");

    private static final String END = "end";
    /** What Kafka allows in the name of a topic. */
    private static final String TOPIC = "[A-Za-z0-9._-]+";

    private static final Pattern PIECE =
            Pattern.compile("\\{(?<field>[^{}]*)\\}|(?<folders>\\*\\*/)|(?<star>\\*)|(?<stray>[{}])");

    private final String text;
    private final Pattern regex;
    private final boolean tellsEnd;

    /**
     * What a file's name tells.
     *
     * @param offset of the file's first record
     * @param end offset of its last record; negative where the name does not tell
     */
    public record Place(String topic, int partition, long offset, long end) {}

    private FileNamePattern(String text, Pattern regex, boolean tellsEnd) {
        this.text = text;
        this.regex = regex;
        this.tellsEnd = tellsEnd;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static FileNamePattern of(String text) {
        Set<String> seen = new HashSet<>();
        StringBuilder regex = new StringBuilder("(?:.*/)?");
        Matcher pieces = PIECE.matcher(text);
        int end = 0;
        while (pieces.find()) {
            regex.append(Pattern.quote(text.substring(end, pieces.start())));
            regex.append(piece(text, pieces, seen));
            end = pieces.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        boolean tellsEnd = seen.remove(END);
        if (!seen.equals(FIELDS)) {
            throw new IllegalArgumentException(
                    "\"%s\" must have {topic}, {partition} and {offset}, each once, such as {topic}+{partition}+{offset}.*"
                            .formatted(text));
        }
        return new FileNamePattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL), tellsEnd);
    }

    private static String piece(String text, Matcher piece, Set<String> seen) {
        if (piece.group("folders") != null) {
            return "(?:.*/)?";
        }
        if (piece.group("star") != null) {
            return "[^/]*";
        }
        String field = piece.group("field");
        boolean known = field != null && (FIELDS.contains(field) || field.equals(END));
        if (!known || !seen.add(field)) {
            throw new IllegalArgumentException(
                    "\"%s\" has %s at character %d, where only {topic}, {partition}, {offset} and {end} may stand, each once"
                            .formatted(text, piece.group(), piece.start() + 1));
        }
        return field.equals("topic") ? "(?<topic>" + TOPIC + ")" : "(?<%s>[0-9]+)".formatted(field);
    }

    /** What the path of a file tells; empty when it does not fit. */
    public Optional<Place> match(String path) {
        Matcher matcher = regex.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(
                    matcher.group("topic"),
                    Integer.parseInt(matcher.group("partition")),
                    Long.parseLong(matcher.group("offset")),
                    tellsEnd ? Long.parseLong(matcher.group(END)) : -1));
        } catch (NumberFormatException beyondKafka) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileNamePattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
