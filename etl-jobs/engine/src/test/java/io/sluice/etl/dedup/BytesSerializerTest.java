package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What a shuffle writes is what it reads, in one stream or in pieces put together. */
final class BytesSerializerTest {
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);
    private static final ClassTag<Integer> NUMBER = ClassTag$.MODULE$.apply(Integer.class);

    private final SerializerInstance serializer = new BytesSerializer().newInstance();

    @Test
    void readsPairsInOrderAndClosesTheStreamBehindThem() throws IOException {
        List<byte[]> written = rows(0, 1, 127, 128, 129, 16_383, 16_384, 300_000);
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new FilterInputStream(new ByteArrayInputStream(bytes(written))) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        List<byte[]> read = pairs(in);

        assertThat(read).containsExactlyElementsOf(written);
        assertThat(closed).isTrue();
    }

    @Test
    void piecesCanBePutTogetherInAnyOrder() throws IOException {
        List<byte[]> first = rows(3, 200);
        List<byte[]> second = rows(5, 0, 70_000);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        together.writeBytes(bytes(second));
        together.writeBytes(bytes(first));

        List<byte[]> expected = new ArrayList<>(second);
        expected.addAll(first);
        assertThat(pairs(new ByteArrayInputStream(together.toByteArray()))).containsExactlyElementsOf(expected);
    }

    @Test
    void readsAsSpilledRowsAreRead() throws IOException {
        List<byte[]> written = rows(40, 0, 1_000);
        DeserializationStream in = serializer.deserializeStream(new ByteArrayInputStream(bytes(written)));

        for (byte[] row : written) {
            assertThat(in.readKey(NUMBER)).isNull();
            assertThat(in.readValue(BYTES)).isEqualTo(row);
        }
    }

    @Test
    void aStreamThatBreaksOffIsNoShorterShuffle() throws IOException {
        byte[] whole = bytes(rows(50, 500));

        for (int length : new int[] {20, 50, 52, 53, whole.length - 1}) {
            InputStream cut = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> pairs(cut)).as("%d bytes", length).hasCauseInstanceOf(EOFException.class);
        }
    }

    private byte[] bytes(List<byte[]> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SerializationStream out = serializer.serializeStream(bytes)) {
            for (byte[] row : rows) {
                out.writeKey(7, NUMBER).writeValue(row, BYTES);
            }
        }
        return bytes.toByteArray();
    }

    private List<byte[]> pairs(InputStream in) {
        List<byte[]> read = new ArrayList<>();
        Iterator<Tuple2<Object, Object>> pairs =
                serializer.deserializeStream(in).asKeyValueIterator();
        while (pairs.hasNext()) {
            Tuple2<Object, Object> pair = pairs.next();
            assertThat(pair._1()).isNull();
            read.add((byte[]) pair._2());
        }
        return read;
    }

    private static List<byte[]> rows(int... lengths) {
        List<byte[]> rows = new ArrayList<>();
        for (int length : lengths) {
            byte[] row = new byte[length];
            new Random(length).nextBytes(row);
            rows.add(row);
        }
        return rows;
    }
}
