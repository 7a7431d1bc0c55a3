package io.sluice.etl.sink.orc;

import io.sluice.etl.sink.dictionary.BytesDictionary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.Text;
import org.apache.orc.impl.Dictionary;

/**
 * A dictionary of orc-core that finds texts by their hash and sorts them once, when they are written.
 *
 * <p>orc-core's own, {@code StringRedBlackTree}, keeps them sorted all the time, which took two fifths of the processor
 * time of a run. What is written is the same. Its other one, {@code StringHashTableDictionary}, takes longer still, since it
 * has an object a bucket, and its unsorted dictionaries made files 5 % larger.
 */
final class SortedDictionary implements Dictionary {
    /** Where a text ends, and three slots by hash, on average. */
    private static final long BYTES_BESIDE_TEXT = Integer.BYTES + 3 * Long.BYTES;

    private BytesDictionary texts = new BytesDictionary();

    @Override
    public int add(byte[] bytes, int offset, int length) {
        return texts.of(bytes, offset, length);
    }

    @Override
    public int size() {
        return texts.size();
    }

    @Override
    public void clear() {
        texts = new BytesDictionary();
    }

    /** Of the texts and of what finds them; a stripe ends when this and what else it holds gets large. */
    @Override
    public long getSizeInBytes() {
        return texts.page().length() + texts.size() * BYTES_BESIDE_TEXT;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        Context context = new Context();
        for (int number : new TextOrder(texts).numbers()) {
            context.number = number;
            visitor.visit(context);
        }
    }

    @Override
    public void getText(Text result, int number) {
        result.set(texts.page().bytes(), texts.start(number), length(number));
    }

    @Override
    public ByteBuffer getText(int number) {
        return ByteBuffer.wrap(texts.page().bytes(), texts.start(number), length(number))
                .slice();
    }

    @Override
    public int writeTo(OutputStream out, int number) throws IOException {
        out.write(texts.page().bytes(), texts.start(number), length(number));
        return length(number);
    }

    private int length(int number) {
        return texts.end(number) - texts.start(number);
    }

    /** A text that is visited. */
    private final class Context implements VisitorContext {
        private final Text text = new Text();
        private int number;

        @Override
        public int getOriginalPosition() {
            return number;
        }

        @Override
        public void writeBytes(OutputStream out) throws IOException {
            writeTo(out, number);
        }

        @Override
        public Text getText() {
            SortedDictionary.this.getText(text, number);
            return text;
        }

        @Override
        public int getLength() {
            return length(number);
        }
    }
}
