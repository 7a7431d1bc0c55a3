package io.sluice.etl.dedup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/**
 * Writes pairs of a partition's number and a byte array, as a shuffle of {@link RowPacks} has them: the length in groups
 * of seven bits, then the bytes. Of the number nobody has need who reads the partition.
 */
final class BytesSerializer extends Serializer implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public SerializerInstance newInstance() {
        return new Instance();
    }

    /** Records know nothing of each other, so Spark may sort them as they are. */
    @Override
    public boolean supportsRelocationOfSerializedObjects() {
        return true;
    }

    private static final class Instance extends SerializerInstance {
        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
            throw new UnsupportedOperationException("a record without a stream");
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
            throw new UnsupportedOperationException("a record without a stream");
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
            throw new UnsupportedOperationException("a record without a stream");
        }

        @Override
        public SerializationStream serializeStream(OutputStream out) {
            return new Output(out);
        }

        @Override
        public DeserializationStream deserializeStream(InputStream in) {
            return new Input(in);
        }
    }

    private static final class Output extends SerializationStream {
        private final OutputStream out;

        Output(OutputStream out) {
            this.out = out;
        }

        @Override
        public <T> SerializationStream writeKey(T key, ClassTag<T> type) {
            return this;
        }

        @Override
        public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
            if (!(value instanceof byte[] bytes)) {
                throw new IllegalArgumentException("no byte array: " + value);
            }
            write(bytes);
            return this;
        }

        private void write(byte[] bytes) {
            try {
                int rest = bytes.length;
                while ((rest & ~0x7F) != 0) {
                    out.write(rest | 0x80);
                    rest >>>= 7;
                }
                out.write(rest);
                out.write(bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static final class Input extends DeserializationStream {
        private final DataInputStream in;

        Input(InputStream in) {
            this.in = new DataInputStream(in);
        }

        @Override
        public <T> T readObject(ClassTag<T> type) {
            throw new UnsupportedOperationException("records are pairs");
        }

        @Override
        public <T> T readKey(ClassTag<T> type) {
            return null;
        }

        @Override
        @SuppressWarnings("unchecked") // only byte arrays were written
        public <T> T readValue(ClassTag<T> type) {
            return (T) read();
        }

        /** The next byte array; null where the stream ends before one. */
        private byte[] read() {
            try {
                int group = in.read();
                if (group < 0) {
                    return null;
                }
                int length = group & 0x7F;
                for (int shift = 7; group > 0x7F; shift += 7) {
                    group = in.readUnsignedByte();
                    length |= (group & 0x7F) << shift;
                }
                byte[] bytes = new byte[length];
                in.readFully(bytes);
                return bytes;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
            return new AbstractIterator<>() {
                private byte[] next = advance();

                @Override
                public boolean hasNext() {
                    return next != null;
                }

                @Override
                public Tuple2<Object, Object> next() {
                    if (next == null) {
                        throw new NoSuchElementException();
                    }
                    Tuple2<Object, Object> pair = new Tuple2<>(null, next);
                    next = advance();
                    return pair;
                }

                private byte[] advance() {
                    byte[] read = read();
                    if (read == null) {
                        close();
                    }
                    return read;
                }
            };
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
