package io.sluice.etl.framing;

import static io.sluice.etl.framing.Streams.LIMITS;
import static io.sluice.etl.framing.Streams.concat;
import static io.sluice.etl.framing.Streams.gzip;
import static io.sluice.etl.framing.Streams.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.framing.SliceEnd.Broken;
import io.sluice.etl.framing.SliceEnd.TooLarge;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NdjsonSlicesTest {
    private static final String MARK = "\ufeff";

    private record Found(long position, String text, SliceEnd end) {
        static Found complete(long position, String text) {
            return new Found(position, text, SliceEnd.COMPLETE);
        }
    }

    @Test
    void givesEveryLineWithItsPosition() throws IOException {
        assertThat(slices("{\"a\":1}\n{\"b\":2}\n"))
                .containsExactly(Found.complete(0, "{\"a\":1}"), Found.complete(8, "{\"b\":2}"));
    }

    @Test
    void givesNothingForAnEmptyFile() throws IOException {
        assertThat(slices("")).isEmpty();
    }

    @Test
    void givesALastLineWithoutNewline() throws IOException {
        assertThat(slices("{}\n[1]")).containsExactly(Found.complete(0, "{}"), Found.complete(3, "[1]"));
    }

    @Test
    void leavesOutCarriageReturnsAndNulsAtTheEndOfALine() throws IOException {
        assertThat(slices("{}\r\n[1] \r\0\0\n2\0\0"))
                .containsExactly(Found.complete(0, "{}"), Found.complete(4, "[1] "), Found.complete(12, "2"));
    }

    @Test
    void skipsBlankLinesAndBlanksBeforeARecord() throws IOException {
        assertThat(slices("\n\r\n \t\n\0\0\n  {}\n\0\0\0{}\n \0\r"))
                .containsExactly(Found.complete(11, "{}"), Found.complete(17, "{}"));
    }

    @Test
    void skipsByteOrderMarksAtTheStartOfALine() throws IOException {
        assertThat(slices(MARK + "{}\n" + MARK + MARK + " [1]\n" + MARK + "\n" + MARK))
                .containsExactly(Found.complete(3, "{}"), Found.complete(13, "[1]"));
    }

    @Test
    void keepsBytesThatOnlyBeginLikeAByteOrderMark() throws IOException {
        byte[] content = {(byte) 0xef, (byte) 0xbb, '\n', (byte) 0xef, '\n', (byte) 0xef, (byte) 0xbb};
        try (Slices slices = new NdjsonSlices(new ByteArrayInputStream(content), LIMITS)) {
            for (int position : new int[] {0, 3, 5}) {
                assertThat(slices.next()).isTrue();
                assertThat(slices.position()).isEqualTo(position);
                assertThat(slices.length()).isEqualTo(position == 3 ? 1 : 2);
            }
            assertThat(slices.next()).isFalse();
        }
    }

    @Test
    void takesALineAsLongAsTheLimitWhole() throws IOException {
        String exact = "x".repeat(1000);
        assertThat(slices(exact + "\r\n" + exact + "\n" + exact, limit(1000)))
                .containsExactly(Found.complete(0, exact), Found.complete(1002, exact), Found.complete(2003, exact));
    }

    @Test
    void cutsALongerLineAndTellsItsLength() throws IOException {
        String exact = "x".repeat(1000);
        assertThat(slices(exact + "y\r\n{}\n" + exact + "yz", limit(1000)))
                .containsExactly(
                        new Found(0, exact, new TooLarge(1001)),
                        Found.complete(1003, "{}"),
                        new Found(1006, exact, new TooLarge(1002)));
    }

    @Test
    void letsAHugeLinePassWithoutHoldingIt() throws IOException {
        String huge = "x".repeat(3_000_000);
        String content = "{}\n" + huge + "\0\0\n{}\n" + huge;
        for (int limit : new int[] {10, 1000, 300_000, 600_000, 2_999_999}) {
            String cut = huge.substring(0, limit);
            assertThat(slices(content, limit(limit)))
                    .containsExactly(
                            Found.complete(0, "{}"),
                            new Found(3, cut, new TooLarge(3_000_000)),
                            Found.complete(3_000_006, "{}"),
                            new Found(3_000_009, cut, new TooLarge(3_000_000)));
        }
    }

    @Test
    void doesNotCountNulPaddingAsPartOfARecord() throws IOException {
        String padding = "\0".repeat(700_000);
        assertThat(slices("{}" + padding + "\n" + padding + "[1]" + padding, limit(1000)))
                .containsExactly(Found.complete(0, "{}"), Found.complete(1_400_003, "[1]"));
        assertThat(slices("{}" + padding + "x\n", limit(1000)))
                .containsExactly(new Found(0, "{}" + "\0".repeat(998), new TooLarge(700_003)));
    }

    @Test
    void findsTheSameWhateverAReadReturns() throws IOException {
        byte[] content = concat(
                bytes(MARK + "{}\r\n\0\0\n" + MARK + MARK + "[1]\n" + "z".repeat(5000) + "\n"),
                lines(300_000, 1),
                bytes(MARK));
        List<Found> expected = slices(new ByteArrayInputStream(content), limit(1000));
        assertThat(expected).hasSizeGreaterThan(4000);
        assertThat(slices(Streams.dribbling(content), limit(1000))).isEqualTo(expected);
    }

    @Test
    void endsABrokenFileWithWhatFollowedTheLastNewline() throws IOException {
        byte[] content = lines(3000, 1);
        byte[] stored = gzip(content);
        for (int cut = 2; cut < stored.length; cut++) {
            byte[] damaged = Arrays.copyOf(stored, cut);
            byte[] readable = Streams.drain(damaged, 8192).bytes();
            String text = new String(readable, StandardCharsets.US_ASCII);
            int rest = text.lastIndexOf('\n') + 1;
            List<Found> found = slices(Decompression.open(Streams.dribbling(damaged), LIMITS), LIMITS);
            assertThat(found.subList(0, found.size() - 1)).isEqualTo(slices(text.substring(0, rest)));
            Found last = found.get(found.size() - 1);
            assertThat(last.position()).isEqualTo(rest);
            assertThat(last.text()).isEqualTo(text.substring(rest));
            assertThat(last.end()).isInstanceOf(Broken.class);
            assertThat(((Broken) last.end()).code()).isEqualTo(RejectCode.TRUNCATED);
        }
    }

    @Test
    void tellsOfDamageWhereNoRecordIsPending() throws IOException {
        byte[] stored = concat(gzip(bytes("{}\n \0")), bytes("junk"));
        List<Found> found = slices(Decompression.open(Streams.of(stored), LIMITS), LIMITS);
        assertThat(found).hasSize(2);
        assertThat(found.get(1).position()).isEqualTo(5);
        assertThat(found.get(1).text()).isEmpty();
        assertThat(found.get(1).end()).isInstanceOf(Broken.class);
    }

    @Test
    void tellsOfDamageWithinALongLine() throws IOException {
        byte[] stored = concat(gzip(bytes("{}\n" + "x".repeat(400_000))), bytes("junk"));
        List<Found> found = slices(Decompression.open(Streams.of(stored), LIMITS), limit(1000));
        assertThat(found).hasSize(2);
        assertThat(found.get(1).position()).isEqualTo(3);
        assertThat(found.get(1).text()).hasSize(1000);
        assertThat(found.get(1).end()).isInstanceOf(Broken.class);
    }

    @Test
    void tellsAnExpandingFileFromATruncatedOne() throws IOException {
        byte[] stored = gzip(bytes("{}\n"), new byte[70 << 20]);
        List<Found> found = slices(Decompression.open(Streams.of(stored), LIMITS), LIMITS);
        assertThat(found).hasSize(2);
        assertThat(found.get(1).position()).isGreaterThanOrEqualTo(64 << 20);
        assertThat(((Broken) found.get(1).end()).code()).isEqualTo(RejectCode.TOO_LARGE);
    }

    @Test
    void passesOnFailuresOfTheStorage() {
        IOException failure = new IOException("connection reset");
        InputStream source = Streams.failingAfter(bytes("{}\n{\"a\""), 7, failure);
        assertThatThrownBy(() -> slices(source, LIMITS)).isSameAs(failure);
    }

    @Test
    void countsTheBytesRead() throws IOException {
        byte[] content = lines(2_000_000, 1);
        try (Slices slices = new NdjsonSlices(new ByteArrayInputStream(content), LIMITS)) {
            while (slices.next()) {
                assertThat(slices.bytesRead()).isGreaterThanOrEqualTo(slices.position() + slices.length());
            }
            assertThat(slices.bytesRead()).isEqualTo(content.length);
        }
    }

    private static Limits limit(int maxRecordSize) {
        return new Limits(maxRecordSize, 100, 1000, 200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Found> slices(String content) throws IOException {
        return slices(content, LIMITS);
    }

    private static List<Found> slices(String content, Limits limits) throws IOException {
        List<Found> found = slices(new ByteArrayInputStream(bytes(content)), limits);
        if (content.length() < 10_000) {
            assertThat(slices(Streams.dribbling(bytes(content)), limits)).isEqualTo(found);
        }
        return found;
    }

    private static List<Found> slices(InputStream decompressed, Limits limits) throws IOException {
        List<Found> found = new ArrayList<>();
        try (Slices slices = new NdjsonSlices(decompressed, limits)) {
            while (slices.next()) {
                String text = new String(slices.bytes(), slices.offset(), slices.length(), StandardCharsets.UTF_8);
                found.add(new Found(slices.position(), text, slices.end()));
            }
            assertThat(slices.next()).isFalse();
        }
        return found;
    }
}
