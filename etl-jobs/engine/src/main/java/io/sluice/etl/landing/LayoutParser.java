package io.sluice.etl.landing;

import io.sluice.etl.landing.LayoutToken.AnyFiles;
import io.sluice.etl.landing.LayoutToken.AnyName;
import io.sluice.etl.landing.LayoutToken.Digits;
import io.sluice.etl.landing.LayoutToken.Field;
import io.sluice.etl.landing.LayoutToken.Literal;
import java.util.ArrayList;
import java.util.List;

/** Takes a layout apart and says what is wrong with it. */
final class LayoutParser {
    private static final List<Field> DAY = List.of(Field.YEAR, Field.MONTH, Field.DAY);

    private final String text;
    private final List<LayoutToken> tokens = new ArrayList<>();

    LayoutParser(String text) {
        this.text = text;
    }

    List<LayoutToken> parse() {
        int next = 0;
        while (next < text.length()) {
            switch (text.charAt(next)) {
                case '{' -> next = braces(next);
                case '}' -> throw problem("has a } without a { at character " + (next + 1));
                case '*' -> star(next++);
                default -> literal(text.charAt(next++));
            }
        }
        if (has(Field.HOUR) && !has(Field.DAY)) {
            throw problem("has an {hour} but no {date}, and an hour without its day is no landing date");
        }
        return List.copyOf(tokens);
    }

    private int braces(int open) {
        int close = text.indexOf('}', open);
        if (close < 0) {
            throw problem("has a { without a } at character " + (open + 1));
        }
        String[] parts = text.substring(open + 1, close).split(":", 2);
        switch (parts[0]) {
            case "date" -> date(parts.length == 1 ? "yyyy-MM-dd" : parts[1]);
            case "hour" -> hour(parts.length == 1 ? Field.HOUR.letters() : parts[1]);
            default ->
                throw problem(
                        "has the unknown field " + text.substring(open, close + 1) + " at character " + (open + 1));
        }
        return close + 1;
    }

    private void star(int at) {
        boolean wholeName = tokens.isEmpty()
                || last() instanceof Literal before && before.text().endsWith("/");
        boolean afterStar = !tokens.isEmpty() && last() instanceof AnyName;
        if (afterStar) {
            throw problem(
                    "has ** at character " + at + "; one * at the very end stands for every file below, at any depth");
        }
        tokens.add(wholeName && at == text.length() - 1 ? new AnyFiles() : new AnyName());
    }

    private void literal(char character) {
        if (!tokens.isEmpty() && last() instanceof Literal before) {
            tokens.set(tokens.size() - 1, new Literal(before.text() + character));
        } else {
            tokens.add(new Literal(String.valueOf(character)));
        }
    }

    private void hour(String pattern) {
        if (!pattern.equals(Field.HOUR.letters())) {
            throw problem("has the hour pattern \"" + pattern + "\", but only HH is one");
        }
        if (has(Field.HOUR)) {
            throw problem("has more than one {hour}");
        }
        tokens.add(new Digits(Field.HOUR));
    }

    private void date(String pattern) {
        if (has(Field.DAY)) {
            throw problem("has more than one {date}");
        }
        int next = 0;
        while (next < pattern.length()) {
            next = datePiece(pattern, next);
        }
        for (Field field : DAY) {
            if (!has(field)) {
                throw badDate(pattern, "lacks " + field.letters());
            }
        }
    }

    private int datePiece(String pattern, int at) {
        for (Field field : DAY) {
            if (pattern.startsWith(field.letters(), at)) {
                if (has(field)) {
                    throw badDate(pattern, "has " + field.letters() + " more than once");
                }
                tokens.add(new Digits(field));
                return at + field.letters().length();
            }
        }
        char character = pattern.charAt(at);
        if (character == '\'') {
            return quoted(pattern, at);
        }
        if (Character.isLetterOrDigit(character) || "*{".indexOf(character) >= 0) {
            throw badDate(
                    pattern, "has \"" + character + "\" where yyyy, MM, dd, a separator or 'quoted text' is expected");
        }
        literal(character);
        return at + 1;
    }

    private int quoted(String pattern, int open) {
        int close = pattern.indexOf('\'', open + 1);
        if (close < 0) {
            throw badDate(pattern, "has a quote that is not closed");
        }
        pattern.substring(open + 1, close).chars().forEach(character -> literal((char) character));
        return close + 1;
    }

    private boolean has(Field field) {
        return tokens.contains(new Digits(field));
    }

    private LayoutToken last() {
        return tokens.get(tokens.size() - 1);
    }

    private IllegalArgumentException badDate(String pattern, String what) {
        return problem("has the date pattern \"" + pattern + "\", which " + what);
    }

    private IllegalArgumentException problem(String what) {
        return Layout.problem(text, what);
    }
}
