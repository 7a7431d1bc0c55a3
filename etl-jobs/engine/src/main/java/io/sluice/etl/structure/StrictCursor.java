package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads JSON as RFC 8259 writes it, straight from bytes, at several times the speed of a general parser.
 *
 * <p>It accepts nothing that Jackson refuses. Whatever it does not expect, be it wrong or only rare (escapes in names,
 * more depth than allowed), it leaves to Jackson by throwing {@link UnexpectedBytesException}; so only one of the two
 * ever says what is wrong. Bytes that are not UTF-8 it does not expect either.
 */
final class StrictCursor extends JsonCursor {
    private static final JsonToken[] TOKENS = JsonToken.values();
    private static final int NONE = -1;

    private final int maxDepth;
    private boolean[] inObject = new boolean[16];
    private byte[] bytes;
    private int to;
    private int at;
    private int depth;
    /** Whether no member or element was read yet since the bracket at hand. */
    private boolean first;

    /** The ordinal of the token at hand: writing a number costs no barrier of the garbage collector. */
    private int token = NONE;

    private int start;
    private int end;
    private boolean escaped;

    StrictCursor(JsonInput input, int maxDepth) {
        super(input);
        this.maxDepth = maxDepth;
    }

    /** Moves to before the first token of some bytes. */
    StrictCursor reset(byte[] newBytes, int from, int newTo) {
        bytes = newBytes;
        at = from;
        to = newTo;
        depth = 0;
        token = NONE;
        return this;
    }

    @Override
    JsonCursor over(int newStart, int newEnd) {
        return new StrictCursor(input(), maxDepth).reset(bytes, newStart, newEnd);
    }

    @Override
    byte[] bytes() {
        return bytes;
    }

    @Override
    JsonToken token() {
        return token == NONE ? null : TOKENS[token];
    }

    @Override
    JsonToken next() throws IOException {
        byte character = notBlank();
        if (depth > 0 && !inObject[depth]) {
            if (character == ']') {
                return close(JsonToken.END_ARRAY);
            }
            if (!first) {
                require(character == ',');
                at++;
                character = notBlank();
            }
        }
        first = false;
        return value(character);
    }

    private JsonToken value(byte character) throws IOException {
        start = at;
        switch (character) {
            case '"' -> {
                string();
                token = JsonToken.VALUE_STRING.ordinal();
            }
            case '{' -> open(true, JsonToken.START_OBJECT);
            case '[' -> open(false, JsonToken.START_ARRAY);
            case 't' -> literal(0x65757274, 4, JsonToken.VALUE_TRUE);
            case 'n' -> literal(0x6c6c756e, 4, JsonToken.VALUE_NULL);
            case 'f' -> {
                require(to - at >= 5 && bytes[at + 4] == 'e');
                literal(0x736c6166, 5, JsonToken.VALUE_FALSE);
            }
            default -> token = numberToken().ordinal();
        }
        return TOKENS[token];
    }

    @Override
    boolean nextName() throws IOException {
        if (atBrace()) {
            return false;
        }
        string();
        require(!escaped);
        endName();
        return true;
    }

    @Override
    Names.Known nextKnown(Names names, Names.Known previous) throws IOException {
        if (atBrace()) {
            return null;
        }
        Names.Known known = names.following(bytes, start, to, previous);
        if (known == null) {
            string();
            require(!escaped);
            known = names.of(bytes, start + 1, end - 1, previous);
            endName();
        } else {
            at = start + known.memberLength();
            end = at - 1;
            escaped = false;
            token = JsonToken.FIELD_NAME.ordinal();
        }
        return known;
    }

    @Override
    JsonToken memberValue() throws IOException {
        first = false;
        return value(notBlank());
    }

    /** Moves to the next name's quote, or past the brace that ends the object. */
    private boolean atBrace() throws IOException {
        if (!first && to - at > 1 && bytes[at] == ',' && bytes[at + 1] == '"') {
            start = ++at;
            return false;
        }
        byte character = notBlank();
        if (character == '}') {
            close(JsonToken.END_OBJECT);
            return true;
        }
        if (!first) {
            require(character == ',');
            at++;
            character = notBlank();
        }
        require(character == '"');
        start = at;
        return false;
    }

    private void endName() throws IOException {
        token = JsonToken.FIELD_NAME.ordinal();
        require(notBlank() == ':');
        at++;
    }

    @Override
    String name() {
        return json(start + 1, end - 1).toString();
    }

    @Override
    int start() {
        return start;
    }

    @Override
    int end() {
        return end;
    }

    @Override
    boolean superseded() {
        return false;
    }

    @Override
    void pass() throws IOException {
        skip(null);
    }

    /** @param faults null when nobody wants to know of long numbers */
    @Override
    void skip(Faults faults) throws IOException {
        int outer = token().isStructStart() ? depth - 1 : depth;
        noteLongNumber(faults);
        while (depth > outer) {
            if (!inObject[depth] || nextName()) {
                next();
                noteLongNumber(faults);
            }
        }
    }

    private void noteLongNumber(Faults faults) {
        if (end - start > maxNumberLength() && token().isNumeric() && faults != null) {
            faults.tooLong(this, end - start);
        }
    }

    @Override
    Utf8Slice number() {
        return json(start, end);
    }

    @Override
    Utf8Slice text() {
        if (!escaped) {
            return json(start + 1, end - 1);
        }
        Utf8Scratch scratch = scratch();
        scratch.appendEscaped(bytes, start + 1, end - 1);
        return held(scratch);
    }

    @Override
    void giveText(Cells cells, int ordinal) {
        int length = end - 1 - (start + 1);
        if (escaped) {
            cells.setEscapedText(ordinal, bytes, start + 1, length);
        } else {
            cells.setText(ordinal, bytes, start + 1, length);
        }
    }

    @Override
    public void close() {
        token = NONE;
    }

    private void open(boolean object, JsonToken opened) throws IOException {
        require(depth < maxDepth);
        depth++;
        if (depth == inObject.length) {
            inObject = Arrays.copyOf(inObject, 2 * depth);
        }
        inObject[depth] = object;
        first = true;
        at++;
        end = at;
        token = opened.ordinal();
    }

    private JsonToken close(JsonToken closed) {
        depth--;
        first = false;
        start = at++;
        end = at;
        token = closed.ordinal();
        return closed;
    }

    private void string() throws IOException {
        int close = ByteScan.quoteOrSpecial(bytes, at + 1, to);
        escaped = false;
        if (close < to && bytes[close] != '"') {
            int special = close;
            close = Escapes.closingQuote(bytes, special, to);
            require(close >= 0);
            escaped = ByteScan.quoteOrBackslash(bytes, special, close) < close;
        }
        require(close < to);
        at = close + 1;
        end = at;
    }

    private void literal(int firstFour, int length, JsonToken literal) throws IOException {
        require(to - at >= length && ByteScan.fourAt(bytes, at) == firstFour);
        at += length;
        end = at;
        token = literal.ordinal();
        requireDelimiter();
    }

    private JsonToken numberToken() throws IOException {
        int scan = bytes[at] == '-' ? at + 1 : at;
        int digits = scan;
        scan = afterDigits(scan);
        require(scan > digits && (bytes[digits] != '0' || scan == digits + 1));
        JsonToken kind = JsonToken.VALUE_NUMBER_INT;
        if (scan < to && bytes[scan] == '.') {
            kind = JsonToken.VALUE_NUMBER_FLOAT;
            digits = scan + 1;
            scan = afterDigits(digits);
            require(scan > digits);
        }
        if (scan < to && (bytes[scan] | 0x20) == 'e') {
            kind = JsonToken.VALUE_NUMBER_FLOAT;
            boolean signed = scan + 1 < to && (bytes[scan + 1] == '+' || bytes[scan + 1] == '-');
            digits = scan + (signed ? 2 : 1);
            scan = afterDigits(digits);
            require(scan > digits);
        }
        at = scan;
        end = scan;
        requireDelimiter();
        return kind;
    }

    private int afterDigits(int from) {
        int scan = from;
        while (scan < to && bytes[scan] >= '0' && bytes[scan] <= '9') {
            scan++;
        }
        return scan;
    }

    /** What follows a number or a literal must end it. */
    private void requireDelimiter() throws IOException {
        if (at < to) {
            byte after = bytes[at];
            require(after <= ' ' || depth > 0 && (after == ',' || after == '}' || after == ']'));
        }
    }

    /** Moves over white space and gives the byte after it. */
    private byte notBlank() throws IOException {
        while (at < to) {
            byte character = bytes[at];
            if (character > ' ') {
                return character;
            }
            require(character == ' ' || character == '\n' || character == '\r' || character == '\t');
            at++;
        }
        throw new UnexpectedBytesException();
    }

    private static void require(boolean expected) throws IOException {
        if (!expected) {
            throw new UnexpectedBytesException();
        }
    }
}
