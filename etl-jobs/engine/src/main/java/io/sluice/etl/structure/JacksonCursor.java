package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** Jackson's parser: takes all that is JSON, and says exactly where something is not. */
final class JacksonCursor extends JsonCursor {
    private final JsonParser parser;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Set<Integer> superseded;

    JacksonCursor(JsonInput input, JsonParser parser, byte[] bytes, int from, int to, Set<Integer> superseded) {
        super(input);
        this.parser = parser;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.superseded = superseded;
    }

    @Override
    JsonCursor over(int start, int end) throws IOException {
        return input().open(bytes, start, end, superseded);
    }

    @Override
    byte[] bytes() {
        return bytes;
    }

    @Override
    JsonToken token() {
        return parser.currentToken();
    }

    /** Moves to the next token, be it a name; null at the end of the bytes. */
    @Override
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    @Override
    boolean nextName() throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME;
    }

    @Override
    String name() throws IOException {
        return parser.currentName();
    }

    @Override
    Names.Known nextKnown(Names names, Names.Known previous) throws IOException {
        return nextName() ? names.of(parser.currentName()) : null;
    }

    @Override
    JsonToken memberValue() throws IOException {
        return next();
    }

    /** Makes sure that the string at hand is JSON to its end, which the parser else does when it moves on. */
    void finish() throws IOException {
        if (token() == JsonToken.VALUE_STRING) {
            closingQuote();
        }
    }

    /**
     * Index of the quote that closes the string at hand. The string is not the parser's to read, which would take four
     * times its size.
     */
    private int closingQuote() throws IOException {
        int close = Escapes.closingQuote(bytes, start() + 1, to);
        if (close < 0) {
            parser.finishToken();
            throw new UnexpectedBytesException();
        }
        return close;
    }

    @Override
    int start() {
        return from + (int) parser.currentTokenLocation().getByteOffset();
    }

    @Override
    int end() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.VALUE_STRING) {
            return closingQuote() + 1;
        }
        return token.isScalarValue() ? start() + parser.getTextLength() : start() + 1;
    }

    @Override
    boolean superseded() {
        return !superseded.isEmpty() && superseded.contains(start());
    }

    @Override
    void pass() throws IOException {
        parser.skipChildren();
    }

    @Override
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

    @Override
    Utf8Slice number() throws IOException {
        return json(start(), start() + parser.getTextLength());
    }

    @Override
    Utf8Slice text() throws IOException {
        int start = start() + 1;
        int close = closingQuote();
        if (ByteScan.quoteOrBackslash(bytes, start, close) == close) {
            return json(start, close);
        }
        Utf8Scratch scratch = scratch();
        scratch.appendEscaped(bytes, start, close);
        return held(scratch);
    }

    @Override
    void giveText(Cells cells, int ordinal) throws IOException {
        int start = start() + 1;
        int close = closingQuote();
        if (ByteScan.quoteOrBackslash(bytes, start, close) == close) {
            cells.setText(ordinal, bytes, start, close - start);
        } else {
            cells.setEscapedText(ordinal, bytes, start, close - start);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
