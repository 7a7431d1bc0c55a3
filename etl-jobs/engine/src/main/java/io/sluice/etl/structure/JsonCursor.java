package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * Jackson's parser together with the bytes it reads, so that texts and numbers are taken where they lie.
 *
 * <p>Offsets are indices in the array. Every method that moves throws {@link IOException} where the bytes are not JSON
 * or too deep.
 */
final class JsonCursor implements Closeable {
    private final JsonInput input;
    private final JsonParser parser;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Set<Integer> superseded;
    private final Utf8Slice slice = new Utf8Slice();

    JsonCursor(JsonInput input, JsonParser parser, byte[] bytes, int from, int to, Set<Integer> superseded) {
        this.input = input;
        this.parser = parser;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.superseded = superseded;
    }

    /** Opens part of the bytes again. */
    JsonCursor over(int start, int end) throws IOException {
        return input.open(bytes, start, end, superseded);
    }

    byte[] bytes() {
        return bytes;
    }

    int maxNumberLength() {
        return input.maxNumberLength();
    }

    JsonToken token() {
        return parser.currentToken();
    }

    /** Moves to the next token; null at the end of the bytes. */
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    /** Moves to the next name of the object; null when the object ends instead. */
    String nextName() throws IOException {
        return parser.nextFieldName();
    }

    /** The name at hand. */
    String name() throws IOException {
        return parser.currentName();
    }

    /** Makes sure that the string at hand is JSON to its end, which the parser else does when it moves on. */
    void finish() throws IOException {
        parser.finishToken();
    }

    /** Index of the token's first byte. */
    int start() {
        return from + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Index after the last byte of a scalar, or of the bracket that is at hand. */
    int end() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.VALUE_STRING) {
            return afterString(start());
        }
        return token.isScalarValue() ? start() + parser.getTextLength() : start() + 1;
    }

    private int afterString(int start) throws IOException {
        int end = ByteScan.afterString(bytes, start + 1, to);
        if (end < 0) {
            parser.finishToken();
        }
        return end;
    }

    /** Whether the value at hand does not count because its name occurs again in the object. */
    boolean superseded() {
        return !superseded.isEmpty() && superseded.contains(start());
    }

    /** Moves to the end of the value at hand. */
    void pass() throws IOException {
        parser.skipChildren();
    }

    /** Moves to the end of the value at hand, noting numbers that are too long. */
    void skip(Faults faults) throws IOException {
        int open = 0;
        while (true) {
            JsonToken token = token();
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            } else if (token.isNumeric() && parser.getTextLength() > maxNumberLength()) {
                faults.tooLong(this, parser.getTextLength());
            }
            if (open == 0) {
                return;
            }
            parser.nextToken();
        }
    }

    /** The digits of the number at hand; valid until the next text or number. */
    Utf8Slice number() throws IOException {
        return slice.moveTo(bytes, start(), parser.getTextLength());
    }

    /** A range of the JSON text; valid until the next text or number. */
    Utf8Slice json(int start, int end) {
        return slice.moveTo(bytes, start, end - start);
    }

    /** The content of the string or name at hand; valid until the next text or number. */
    Utf8Slice text() throws IOException {
        int start = start() + 1;
        int end = ByteScan.quoteOrBackslash(bytes, start, to);
        if (end < to && bytes[end] == '"') {
            return slice.moveTo(bytes, start, end - start);
        }
        Utf8Scratch scratch = input.scratch();
        scratch.clear();
        scratch.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        return slice.moveTo(scratch.bytes(), 0, scratch.length());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
