package io.sluice.etl.framing;

import static io.sluice.etl.framing.Streams.LIMITS;
import static io.sluice.etl.framing.Streams.compressed;
import static io.sluice.etl.framing.Streams.concat;
import static io.sluice.etl.framing.Streams.drain;
import static io.sluice.etl.framing.Streams.gzip;
import static io.sluice.etl.framing.Streams.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.sluice.etl.framing.Streams.Drained;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;

final class DecompressionTest {
    private static final int GZIP_HEADER = 10;
    private static final byte[] SKIPPABLE_FRAME = {0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9};

    @Test
    void handsOnWhatIsNotCompressed() throws IOException {
        byte[][] contents = {{}, {'{'}, {0x1f}, {'B', 'Z'}, {0x28, (byte) 0xb5, 0x2f}, lines(200_000, 1)};
        for (byte[] content : contents) {
            assertIntact(content, content);
        }
    }

    @Test
    void readsEveryMemberStreamAndFrame() throws IOException {
        byte[] first = lines(150_000, 1);
        byte[] second = lines(70_000, 2);
        byte[] whole = concat(first, second);
        assertIntact(gzip(first, new byte[0], second), whole);
        assertIntact(compressed(BZip2CompressorOutputStream::new, first, second), whole);
        assertIntact(compressed(ZstdOutputStream::new, first, second), whole);
        assertIntact(concat(SKIPPABLE_FRAME, compressed(ZstdOutputStream::new, first, second), SKIPPABLE_FRAME), whole);
    }

    @Test
    void readsGzipHeadersWithNameAndComment() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setFileName("05.json");
        parameters.setComment("hourly");
        byte[] content = lines(1000, 1);
        byte[] stored = compressed(out -> new GzipCompressorOutputStream(out, parameters), content, content);
        assertIntact(stored, concat(content, content));
    }

    @Test
    void ignoresNulPaddingBehindGzip() throws IOException {
        byte[] content = lines(1000, 1);
        byte[] padding = new byte[200_000];
        assertIntact(concat(gzip(content), padding), content);
        assertIntact(concat(gzip(content), padding, gzip(content)), concat(content, content));
    }

    @Test
    void takesOtherBytesBehindGzipForDamage() throws IOException {
        byte[] content = lines(1000, 1);
        byte[] stored = gzip(content);
        Drained drained = drain(concat(stored, "junk".getBytes(StandardCharsets.US_ASCII)), 8192);
        assertThat(drained.bytes()).isEqualTo(content);
        assertThat(drained.broken())
                .hasMessage("The gzip data breaks after " + (stored.length + 1)
                        + " stored bytes: what follows a member is neither another member nor NUL padding."
                        + " Everything before was read; land the file again to get the rest.");
        assertThat(drained.broken().code()).isEqualTo(RejectCode.TRUNCATED);
    }

    @Test
    void salvagesWhatAnInflaterGivesAtEveryCutOfGzip() throws IOException {
        byte[] repetitive = "{\"id\":\"1\"}\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        byte[] content = concat(lines(1500, 1), repetitive, lines(500, 2));
        byte[] stored = gzip(content);
        for (int cut = 2; cut < stored.length; cut++) {
            assertSalvaged(Arrays.copyOf(stored, cut), damagedAfter(inflated(stored, cut)));
        }
    }

    @Test
    void salvagesWhatAnInflaterGivesForEveryFlippedByteOfGzip() throws IOException {
        byte[] stored = gzip(lines(4000, 1));
        for (int flipped = GZIP_HEADER; flipped < stored.length; flipped++) {
            byte[] damaged = stored.clone();
            damaged[flipped] ^= 0x55;
            assertSalvaged(damaged, damagedAfter(inflated(damaged, damaged.length)));
        }
    }

    @Test
    void keepsEarlierMembersOfACutGzip() throws IOException {
        byte[] first = lines(1000, 1);
        byte[] stored = gzip(first, lines(1000, 2));
        int firstLength = gzip(first).length;
        Drained drained = drain(Arrays.copyOf(stored, firstLength + 5), 8192);
        assertThat(drained.bytes()).isEqualTo(first);
        assertThat(drained.broken()).hasMessageContaining("ends within the header");
        assertThat(drain(Arrays.copyOf(stored, firstLength - 3), 8192).bytes()).isEqualTo(first);
    }

    @Test
    void salvagesWholeBlocksAtEveryCutOfBzip2() throws IOException {
        byte[] stored = compressed(out -> new BZip2CompressorOutputStream(out, 1), lines(300, 1), lines(300, 2));
        for (int cut = 3; cut < stored.length; cut++) {
            byte[] damaged = Arrays.copyOf(stored, cut);
            assertSalvaged(damaged, oneByOne(() -> new BZip2CompressorInputStream(Streams.of(damaged), true)));
        }
    }

    @Test
    void salvagesWholeBlocksForEveryFlippedByteOfBzip2() throws IOException {
        byte[] stored = compressed(out -> new BZip2CompressorOutputStream(out, 1), lines(300, 1), lines(300, 2));
        for (int flipped = 3; flipped < stored.length; flipped++) {
            byte[] damaged = stored.clone();
            damaged[flipped] ^= 0x55;
            assertSalvaged(damaged, oneByOne(() -> new BZip2CompressorInputStream(Streams.of(damaged), true)));
        }
    }

    @Test
    void salvagesWholeBlocksAtEveryCutOfZstd() throws IOException {
        byte[] stored = zstdOfSmallBlocks();
        for (int cut = 4; cut < stored.length; cut++) {
            byte[] damaged = Arrays.copyOf(stored, cut);
            assertSalvaged(damaged, oneByOne(() -> zstdFedByteByByte(damaged)));
        }
    }

    @Test
    void salvagesWholeBlocksForEveryFlippedByteOfZstd() throws IOException {
        byte[] stored = zstdOfSmallBlocks();
        for (int flipped = 4; flipped < stored.length; flipped++) {
            byte[] damaged = stored.clone();
            damaged[flipped] ^= 0x15;
            assertSalvaged(damaged, oneByOne(() -> zstdFedByteByByte(damaged)));
        }
    }

    @Test
    void givesTheSameFromASourceThatReturnsFewBytes() throws IOException {
        byte[] content = lines(100_000, 1);
        for (byte[] stored : new byte[][] {
            content,
            gzip(content, content),
            compressed(BZip2CompressorOutputStream::new, content),
            compressed(ZstdOutputStream::new, content),
            Arrays.copyOf(gzip(content), 10_000)
        }) {
            Drained whole = drain(stored, 5000);
            Drained dribbled = drain(Decompression.open(Streams.dribbling(stored), LIMITS), 5000);
            assertThat(dribbled.bytes()).isEqualTo(whole.bytes());
            assertThat(message(dribbled)).isEqualTo(message(whole));
        }
    }

    @Test
    void passesOnFailuresOfTheSourceAsTheyAre() throws IOException {
        byte[] content = lines(400_000, 1);
        for (byte[] stored : new byte[][] {
            content,
            gzip(content),
            compressed(BZip2CompressorOutputStream::new, content),
            compressed(ZstdOutputStream::new, content)
        }) {
            for (int after : new int[] {0, 1, 70_000, stored.length - 1, stored.length}) {
                int count = Math.min(after, stored.length);
                for (Exception failure : List.of(new IOException(), new EOFException(), new IllegalStateException())) {
                    assertThatThrownBy(() -> readAll(Streams.failingAfter(stored, count, failure)))
                            .isSameAs(failure);
                }
            }
        }
    }

    @Test
    void stopsWhereAFileExpandsTooFar() throws IOException {
        byte[] zeros = new byte[70 << 20];
        for (byte[] stored : new byte[][] {gzip(zeros), compressed(ZstdOutputStream::new, zeros)}) {
            Drained drained = drain(stored, 1 << 20);
            assertThat(drained.bytes()).hasSizeBetween(64 << 20, 69 << 20);
            assertThat(drained.broken().code()).isEqualTo(RejectCode.TOO_LARGE);
            assertThat(drained.broken()).hasMessageContaining("landing.max_expansion_ratio 200");
        }
    }

    @Test
    void letsFilesExpandWithinTheRatio() throws IOException {
        byte[] zeros = new byte[70 << 20];
        InputStream stream = Decompression.open(Streams.of(gzip(zeros)), new Limits(1 << 20, 100, 1000, 2000));
        assertThat(drain(stream, 1 << 20).bytes()).hasSize(zeros.length);
    }

    @Test
    void isNotTakenForDamagedWhenReadAfterClose() throws IOException {
        InputStream stream = Decompression.open(Streams.of(gzip(lines(1000, 1))), LIMITS);
        stream.close();
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).isNotInstanceOf(BrokenStreamException.class);
    }

    private static void assertIntact(byte[] stored, byte[] content) throws IOException {
        Drained drained = drain(stored, 10_000);
        assertThat(drained.broken()).isNull();
        assertThat(drained.bytes()).isEqualTo(content);
    }

    private static void assertSalvaged(byte[] damaged, Drained expected) throws IOException {
        for (int bufferSize : new int[] {1, 300, 1 << 16}) {
            Drained drained = drain(damaged, bufferSize);
            assertThat(drained.bytes()).isEqualTo(expected.bytes());
            assertThat(drained.broken() != null).isEqualTo(expected.broken() != null);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** What a decoder gives when it is asked for single bytes, so that a failure cannot take others with it. */
    private static Drained oneByOne(Opening opening) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream stream = opening.open()) {
            for (int value = stream.read(); value >= 0; value = stream.read()) {
                read.write(value);
            }
            return new Drained(read.toByteArray(), null);
        } catch (IOException | RuntimeException e) {
            return damagedAfter(read.toByteArray());
        }
    }

    private static Drained damagedAfter(byte[] readable) {
        return new Drained(readable, BrokenStreamException.truncated("damaged", null));
    }

    private static InputStream zstdFedByteByByte(byte[] stored) throws IOException {
        return new ZstdInputStream(new ByteArrayInputStream(stored) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, 1);
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        });
    }

    private static byte[] zstdOfSmallBlocks() throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (int frame = 0; frame < 2; frame++) {
            try (ZstdOutputStream out = new ZstdOutputStream(stored)) {
                out.setChecksum(frame == 0);
                for (int block = 0; block < 4; block++) {
                    out.write(block == 2 ? new byte[500] : lines(250, block));
                    out.flush();
                }
            }
            stored.writeBytes(SKIPPABLE_FRAME);
        }
        return stored.toByteArray();
    }

    /** What the JDK's inflater gives, fed and asked byte by byte, up to damage or end. */
    private static byte[] inflated(byte[] stored, int end) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        byte[] single = new byte[1];
        int next = GZIP_HEADER;
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(single);
                all.write(single, 0, count);
                if (count == 0 && !inflater.finished()) {
                    if (next >= end) {
                        break;
                    }
                    inflater.setInput(stored, next++, 1);
                }
            }
        } catch (DataFormatException e) {
            return all.toByteArray();
        } finally {
            inflater.end();
        }
        return all.toByteArray();
    }

    private static void readAll(InputStream stored) throws IOException {
        try (InputStream stream = Decompression.open(stored, LIMITS)) {
            stream.readAllBytes();
        }
    }

    private static String message(Drained drained) {
        return drained.broken() == null ? null : drained.broken().getMessage();
    }
}
