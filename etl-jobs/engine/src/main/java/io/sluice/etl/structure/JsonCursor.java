package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;

/**
 * Moves over the tokens of JSON in an array of bytes, so that texts and numbers are taken where they lie.
 *
 * <p>Offsets are indices in the array. Every method that moves throws {@link IOException} where the bytes are not JSON
 * or too deep.
 */
abstract sealed class JsonCursor implements Closeable permits JacksonCursor, StrictCursor {
    private final JsonInput input;
    private final Utf8Slice slice = new Utf8Slice();

    JsonCursor(JsonInput input) {
        this.input = input;
    }

    JsonInput input() {
        return input;
    }

    int maxNumberLength() {
        return input.maxNumberLength();
    }

    /** A range of the JSON text; valid until the next text or number. */
    Utf8Slice json(int start, int end) {
        return slice.moveTo(bytes(), start, end - start);
    }

    /** An empty buffer for a text that does not stand in the bytes as it is. */
    Utf8Scratch scratch() {
        Utf8Scratch scratch = input.scratch();
        scratch.clear();
        return scratch;
    }

    /** What a buffer holds; valid until the next text or number. */
    Utf8Slice held(Utf8Scratch scratch) {
        return slice.moveTo(scratch.bytes(), 0, scratch.length());
    }

    abstract byte[] bytes();

    /** Opens part of the bytes again. */
    abstract JsonCursor over(int start, int end) throws IOException;

    abstract JsonToken token();

    /** Moves to the next token, which must not be a name; null at the end of the bytes. */
    abstract JsonToken next() throws IOException;

    /** Moves to the next name of the object; false when the object ends instead, whose brace is then at hand. */
    abstract boolean nextName() throws IOException;

    /** The name at hand. */
    abstract String name() throws IOException;

    /**
     * Moves as {@link #nextName} and gives what is known of the name.
     *
     * @param previous that of the name before it in the object, or {@link Names#none()}
     * @return null when the object ends instead
     */
    abstract Names.Known nextKnown(Names names, Names.Known previous) throws IOException;

    /** Moves to the value of the name at hand. */
    abstract JsonToken memberValue() throws IOException;

    /** Index of the token's first byte. */
    abstract int start();

    /** Index after the last byte of a scalar, or of the bracket that is at hand. */
    abstract int end() throws IOException;

    /** Whether the value at hand does not count because its name occurs again in the object. */
    abstract boolean superseded();

    /** Moves to the end of the value at hand. */
    abstract void pass() throws IOException;

    /** Moves to the end of the value at hand, noting numbers that are too long. */
    abstract void skip(Faults faults) throws IOException;

    /** The digits of the number at hand; valid until the next text or number. */
    abstract Utf8Slice number() throws IOException;

    /** The content of the string or name at hand; valid until the next text or number. */
    abstract Utf8Slice text() throws IOException;

    /** Sets a cell to the content of the string at hand, which is copied once. */
    abstract void giveText(Cells cells, int ordinal) throws IOException;
}
