package io.sluice.etl.sink.orc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.sink.dictionary.BytesDictionary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a plain sort of byte arrays. */
final class TextOrderTest {
    private static final byte[][] BEGINNINGS = {{}, "https://example.com/users/".getBytes(), {0}, {-1, -1, -1, -1, 0}};

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void ordersAsAPlainSort(@ForAll long seed, @ForAll @IntRange(max = 400) int count) {
        Random random = new Random(seed);
        int values = 1 + random.nextInt(random.nextBoolean() ? 2 : 256);
        int longest = 1 + random.nextInt(14);
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] beginning = BEGINNINGS[random.nextInt(1 + random.nextInt(BEGINNINGS.length))];
            byte[] text = Arrays.copyOf(beginning, beginning.length + random.nextInt(longest));
            for (int at = beginning.length; at < text.length; at++) {
                text[at] = (byte) random.nextInt(values);
            }
            texts.add(text);
        }
        assertOrdered(texts);
    }

    @Example
    void zerosAtTheEndCount() {
        List<byte[]> texts = new ArrayList<>();
        for (int length = 40; length >= 0; length--) {
            texts.add(new byte[length]);
        }
        assertOrdered(texts);
    }

    @Example
    void oneThatEndsBeforeManyZerosHoldsNobodyUp() {
        List<byte[]> texts = new ArrayList<>();
        texts.add(new byte[0]);
        for (int i = 0; i < 50_000; i++) {
            texts.add(("\0\0\0\0\0" + i).getBytes());
        }
        assertOrdered(texts);
    }

    @Example
    void nothingIsInOrder() {
        assertOrdered(List.of());
    }

    private static void assertOrdered(List<byte[]> texts) {
        Set<ByteBuffer> distinct = new LinkedHashSet<>();
        BytesDictionary dictionary = new BytesDictionary();
        for (byte[] text : texts) {
            dictionary.of(text, 0, text.length);
            distinct.add(ByteBuffer.wrap(text));
        }
        List<byte[]> expected =
                new ArrayList<>(distinct.stream().map(ByteBuffer::array).toList());
        expected.sort(Arrays::compareUnsigned);

        List<byte[]> found = new ArrayList<>();
        for (int number : new TextOrder(dictionary).numbers()) {
            found.add(Arrays.copyOfRange(dictionary.page().bytes(), dictionary.start(number), dictionary.end(number)));
        }
        assertThat(found.toArray(byte[][]::new)).isDeepEqualTo(expected.toArray(byte[][]::new));
    }
}
