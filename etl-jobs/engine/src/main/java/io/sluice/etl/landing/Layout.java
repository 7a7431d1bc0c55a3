package io.sluice.etl.landing;

import io.sluice.etl.landing.LayoutToken.AnyFiles;
import io.sluice.etl.landing.LayoutToken.AnyName;
import io.sluice.etl.landing.LayoutToken.Digits;
import io.sluice.etl.landing.LayoutToken.Field;
import io.sluice.etl.landing.LayoutToken.Literal;
import io.sluice.etl.model.LandingDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a landing date lies in the path of a landed file, relative to the landing root.
 *
 * <p>Made of literal text, <code>{date:PATTERN}</code> with a {@link java.time.format.DateTimeFormatter} pattern of
 * {@code yyyy}, {@code MM}, {@code dd}, separators ({@code /} too) and quoted text, <code>{hour:HH}</code>, and
 * {@code *} for anything within one name. A last name that is {@code *} alone stands for every file below, at any
 * depth. <code>{date}</code> is <code>{date:yyyy-MM-dd}</code>, <code>{hour}</code> is <code>{hour:HH}</code>.
 */
public final class Layout {
    private static final LandingDate SAMPLE = new LandingDate(LocalDate.of(2026, 11, 22), 3);

    private final String text;
    private final List<LayoutToken> tokens;
    private final Template whole;
    /** Beginnings of the pattern that contain a date, the longest first. */
    private final List<Template> heads;

    /**
     * A file that the layout means.
     *
     * @param date null where the layout has none
     */
    public record Match(LandingDate date) {}

    private Layout(String text, List<LayoutToken> tokens) {
        this.text = text;
        this.tokens = tokens;
        this.whole = Template.of(tokens);
        this.heads = heads(tokens);
    }

    /**
     * Reads a layout.
     *
     * @throws IllegalArgumentException saying what is wrong, where, and how to write it
     */
    public static Layout parse(String text) {
        Layout layout = new Layout(text, new LayoutParser(text).parse());
        layout.requireSensibleNames();
        return layout;
    }

    /** Whether paths have a landing date. */
    public boolean dated() {
        return tokens.contains(new Digits(Field.DAY));
    }

    /** Whether landing dates are hours. */
    public boolean hourly() {
        return tokens.contains(new Digits(Field.HOUR));
    }

    /** Whether the layout means a file, and the date it gives it; a day that no calendar has is not meant. */
    public Optional<Match> match(String path) {
        Matcher matcher = whole.pattern().matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return dated() ? whole.date(matcher).map(Match::new) : Optional.of(new Match(null));
    }

    /** The landing date of the folder that a file lies in or of the beginning of its name, if the layout sees one. */
    Optional<LandingDate> dateAtBeginning(String path) {
        return heads.stream()
                .flatMap(head -> {
                    Matcher matcher = head.pattern().matcher(path);
                    return matcher.lookingAt() ? head.date(matcher).stream() : Optional.<LandingDate>empty().stream();
                })
                .findFirst();
    }

    /** The narrowest folder, relative to the landing root, that holds all the layout means; empty for the root. */
    String folder() {
        return folder(null);
    }

    /** The narrowest folder that holds every file of a date, as far as it is known before the first {@code *}. */
    String folder(LandingDate date) {
        StringBuilder path = new StringBuilder();
        for (LayoutToken token : tokens) {
            String piece = piece(token, date);
            if (piece == null) {
                break;
            }
            path.append(piece);
        }
        return path.substring(0, Math.max(path.lastIndexOf("/"), 0));
    }

    /** What a token stands for, null where that is open. */
    private static String piece(LayoutToken token, LandingDate date) {
        if (token instanceof Literal literal) {
            return literal.text();
        }
        return token instanceof Digits digits && date != null ? digits(digits.field(), date) : null;
    }

    private static String digits(Field field, LandingDate date) {
        return switch (field) {
            case YEAR -> "%04d".formatted(date.day().getYear());
            case MONTH -> "%02d".formatted(date.day().getMonthValue());
            case DAY -> "%02d".formatted(date.day().getDayOfMonth());
            case HOUR -> date.hourly() ? "%02d".formatted(date.hour()) : null;
        };
    }

    private static List<Template> heads(List<LayoutToken> tokens) {
        List<LayoutToken> day = List.of(new Digits(Field.YEAR), new Digits(Field.MONTH), new Digits(Field.DAY));
        List<Template> heads = new ArrayList<>();
        for (int end = tokens.size(); end > 0; end--) {
            List<LayoutToken> head = tokens.subList(0, end);
            if (tokens.get(end - 1) instanceof Digits && head.containsAll(day)) {
                boolean endsName = end < tokens.size()
                        && tokens.get(end) instanceof Literal next
                        && next.text().startsWith("/");
                List<LayoutToken> closed = new ArrayList<>(head);
                if (endsName) {
                    closed.add(new Literal("/"));
                }
                heads.add(Template.of(closed));
            }
        }
        return List.copyOf(heads);
    }

    private void requireSensibleNames() {
        StringBuilder sample = new StringBuilder();
        for (LayoutToken token : tokens) {
            String piece = piece(token, SAMPLE);
            sample.append(piece == null ? "x" : piece);
        }
        List<String> names = Arrays.asList(sample.toString().split("/", -1));
        if (names.contains("") || names.contains(".") || names.contains("..")) {
            throw problem(
                    text,
                    "stands for paths such as \"" + sample + "\", but it must begin and end with a name,"
                            + " and no name may be empty, . or ..");
        }
        if (BookkeepingNames.contain(sample.toString())) {
            throw problem(
                    text,
                    "stands for paths such as \"" + sample + "\", which are taken for files still being written;"
                            + " put such a folder into landing.path");
        }
    }

    static IllegalArgumentException problem(String text, String what) {
        return new IllegalArgumentException("The layout \"" + text + "\" " + what
                + ". Write it relative to landing.path, such as \"{date:yyyy-MM-dd}/*\","
                + " \"{date:yyyy/MM/dd}/{hour:HH}/*.json\" or \"*\".");
    }

    @Override
    public String toString() {
        return text;
    }

    /** Tokens as a regular expression. */
    private record Template(Pattern pattern, boolean hourly) {
        static Template of(List<LayoutToken> tokens) {
            StringBuilder regex = new StringBuilder();
            for (LayoutToken token : tokens) {
                if (token instanceof Literal literal) {
                    regex.append(Pattern.quote(literal.text()));
                } else if (token instanceof Digits digits) {
                    regex.append(digits.field().regex());
                } else if (token instanceof AnyName) {
                    // Reluctant, so that the first date that fits is taken.
                    regex.append("[^/]*?");
                } else if (token instanceof AnyFiles) {
                    regex.append(".+");
                }
            }
            Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
            return new Template(pattern, tokens.contains(new Digits(Field.HOUR)));
        }

        Optional<LandingDate> date(Matcher matcher) {
            try {
                LocalDate day = LocalDate.of(
                        Integer.parseInt(matcher.group("year")),
                        Integer.parseInt(matcher.group("month")),
                        Integer.parseInt(matcher.group("day")));
                int hour = hourly ? Integer.parseInt(matcher.group("hour")) : LandingDate.WHOLE_DAY;
                return Optional.of(new LandingDate(day, hour));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
