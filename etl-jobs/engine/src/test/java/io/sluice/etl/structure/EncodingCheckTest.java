package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EncodingCheckTest {
    @Property(tries = 10_000)
    void agreesWithTheDecoderOfTheJdk(@ForAll("bytes") byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, CharBuffer.allocate(bytes.length), true);

        assertThat(EncodingCheck.firstFault(bytes, 0, bytes.length))
                .isEqualTo(result.isError() ? input.position() : bytes.length);
    }

    @Property(tries = 300)
    void findsAFaultAtAnyPlaceOfPlainText(@ForAll("places") int place, @ForAll("faults") String fault) {
        byte[] bytes = ("x".repeat(place) + fault + "yyyyyyyyyyy").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(EncodingCheck.firstFault(bytes, 0, bytes.length)).isEqualTo(place);
        assertThat(EncodingCheck.firstFault(bytes, 0, place)).isEqualTo(place);
    }

    @Example
    void looksBehindNuls() {
        byte[] bytes = "a\0\0é\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(EncodingCheck.firstFault(bytes, 0, bytes.length)).isEqualTo(1);
        assertThat(EncodingCheck.firstFaultButNul(bytes, 1, bytes.length)).isEqualTo(3);
        assertThat(EncodingCheck.firstFaultButNul(bytes, 1, 3)).isEqualTo(3);
    }

    @Example
    void knowsEscapesFromEscapedBackslashes() {
        assertThat(fault("\\\\ud800")).isEqualTo(-1);
        assertThat(fault("\\\\\\ud800")).isEqualTo(2);
        assertThat(fault("\\ud800\\udc00")).isEqualTo(-1);
        assertThat(fault("\\ud800\\\\udc00")).isZero();
        assertThat(fault("\\ud800 \\udc00")).isZero();
        assertThat(fault("\\ud800\\u0041")).isZero();
        assertThat(fault("\\ud800\\udc0")).isZero();
        assertThat(fault("\\ud80")).isEqualTo(-1);
        assertThat(fault("\\uDC00")).isZero();
        assertThat(fault("\\u00e9\\")).isEqualTo(-1);
        assertThat(fault("\\u\u00ff")).isEqualTo(2);
        assertThat(fault("\\\u00ff")).isEqualTo(1);
        assertThat(fault("\\\0")).isEqualTo(1);
    }

    private static int fault(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int fault = EncodingCheck.firstFault(bytes, 0, bytes.length);
        return fault == bytes.length ? -1 : fault;
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 40);
    }

    @Provide
    Arbitrary<String> faults() {
        return Arbitraries.of("\0", "\\ud800", "\\udc00", "\u0080", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5");
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Integer> telling = Arbitraries.of(
                0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF);
        return telling.map(Integer::byteValue).array(byte[].class).ofMaxSize(24);
    }
}
