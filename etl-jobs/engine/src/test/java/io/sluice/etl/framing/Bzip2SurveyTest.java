package io.sluice.etl.framing;

import static io.sluice.etl.framing.Streams.LIMITS;
import static io.sluice.etl.framing.Streams.compressed;
import static io.sluice.etl.framing.Streams.concat;
import static io.sluice.etl.framing.Streams.drain;
import static io.sluice.etl.framing.Streams.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

final class Bzip2SurveyTest {
    private static final byte[] NOTHING = {};

    @Test
    void entersAStreamAtItsBlocks() throws IOException {
        byte[] content = lines(450_000, 1);
        byte[] stored = level(1, content);

        assertThat(assertEntered(stored, content, 1)).isEqualTo(1);
        assertThat(assertEntered(stored, content, 3)).isEqualTo(3);
        assertThat(assertEntered(stored, content, 400))
                .as("100 000 bytes a block")
                .isEqualTo(5);
    }

    @Test
    void entersStreamsOneAfterTheOther() throws IOException {
        byte[] first = lines(30_000, 1);
        byte[] second = lines(130_000, 2);
        byte[] stored = level(1, NOTHING, first, NOTHING, NOTHING, second, first, NOTHING);

        assertThat(assertEntered(stored, concat(first, second, first), 300)).isEqualTo(4);
    }

    @Test
    void entersStreamsOfOtherLevelsWhereTheyBeginWithinAStretch() throws IOException {
        byte[] content = lines(20_000, 1);
        byte[][] streams = new byte[9][];
        for (int level = 1; level <= 9; level++) {
            streams[level - 1] = level(level, content);
        }
        byte[] all = concat(content, content, content, content, content, content, content, content, content);

        assertThat(assertEntered(concat(streams), all, 1)).isEqualTo(1);
        assertThat(entries(concat(streams), 9, LIMITS)).isEmpty();
    }

    @Test
    void entersWhatExpandsFarWithoutHoldingIt() throws IOException {
        byte[] runs = new byte[6 << 20];
        Arrays.fill(runs, 4 << 20, 5 << 20, (byte) '\n');
        byte[] stored = level(1, lines(150_000, 1), runs, lines(150_000, 2));

        assertThat(assertEntered(stored, concat(lines(150_000, 1), runs, lines(150_000, 2)), 50))
                .isGreaterThan(3);
    }

    @Test
    void takesNoMagicNumberInDataForABlock() throws IOException {
        byte[] stored = CraftedBlock.file(0, 1, 3, 0);
        byte[] content = concat(
                CraftedBlock.content(0), CraftedBlock.content(1), CraftedBlock.content(3), CraftedBlock.content(0));

        assertThat(count(stored)).as("magic numbers of blocks, at any bit").isEqualTo(4 + 1 + 3);
        for (int stretches = 1; stretches <= stored.length; stretches++) {
            assertThat(assertEntered(stored, content, stretches)).isBetween(1, 4);
        }
    }

    @Test
    void givesUpAFileThatIsFullOfMagicNumbers() throws IOException {
        byte[] stored = CraftedBlock.file(0, 20, 0);

        assertThat(drain(stored, 1000).broken()).isNull();
        assertThat(entries(stored, 1, LIMITS)).isEmpty();
        assertThat(entries(stored, 40, LIMITS)).isEmpty();
    }

    @Test
    void entersNoFileThatIsCut() throws IOException {
        byte[] stored = level(1, lines(300, 1), lines(300, 2));
        int whole = level(1, lines(300, 1)).length;
        for (int cut = 5; cut < stored.length; cut++) {
            byte[] damaged = Arrays.copyOf(stored, cut);
            for (int stretches : new int[] {1, 3}) {
                assertThat(entries(damaged, stretches, LIMITS).isEmpty())
                        .as("cut at %d", cut)
                        .isEqualTo(cut != whole);
            }
        }
    }

    @Test
    void entersNoFileThatReadingFindsDamaged() throws IOException {
        byte[] stored = level(1, lines(300, 1), NOTHING, lines(300, 2));
        int sound = 0;
        for (int bit = 4 * 8; bit < stored.length * 8; bit++) {
            byte[] damaged = stored.clone();
            damaged[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            boolean broken = drain(damaged, 1000).broken() != null;
            sound += broken ? 0 : 1;
            for (int stretches : new int[] {1, 3}) {
                List<Bzip2Entry> entries = entries(damaged, stretches, LIMITS);
                assertThat(entries.isEmpty() || !broken).as("bit %d", bit).isTrue();
            }
        }
        assertThat(sound).as("bits that fill a byte").isBetween(0, 21);
    }

    @Test
    void entersNoFileWithOtherBytesBehind() throws IOException {
        byte[] stored = level(1, lines(300, 1));

        for (String behind : List.of("B", "BZh", "BZh0", "BZh9", "\0", "rubbish")) {
            assertThat(entries(concat(stored, behind.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 2, LIMITS))
                    .as(behind)
                    .isEmpty();
        }
    }

    @Test
    void entersNoFileOfNoBlocks() throws IOException {
        assertThat(entries(level(1, NOTHING, NOTHING), 1, LIMITS)).isEmpty();
    }

    @Test
    void entersNoFileThatExpandsTooFar() throws IOException {
        byte[] stored = level(9, new byte[70 << 20]);

        assertThat(entries(stored, 1, LIMITS)).isEmpty();
        assertThat(entries(stored, 3, LIMITS)).isEmpty();
        assertThat(entries(stored, 3, new Limits(1 << 20, 100, 1000, 10_000_000)))
                .isNotEmpty();
    }

    @Test
    void entersNoFileThatExpandsTooFarOnlyAsAWhole() throws IOException {
        byte[] half = level(9, new byte[40 << 20]);
        byte[] stored = concat(half, half);

        assertThat(entries(stored, 1, LIMITS)).isEmpty();
        assertThat(entries(stored, 2, LIMITS)).isEmpty();
    }

    @Test
    void countsWhatLiesBeforeAnEntryAsExpanded() throws IOException {
        byte[] sound = level(9, new byte[40 << 20]);
        Bzip2Place place = new Bzip2Blocks(Streams.of(sound), 0).first(0);
        Bzip2Entry late = new Bzip2Entry(place, 63L << 20);

        assertThatThrownBy(() -> Decompression.enter(from(sound, (int) late.storedByte()), late, LIMITS)
                        .readAllBytes())
                .isInstanceOf(BrokenStreamException.class)
                .hasMessageContaining("landing.max_expansion_ratio 200");
    }

    @Test
    void passesOnFailuresOfTheStorage() throws IOException {
        byte[] stored = level(1, lines(300_000, 1));
        for (int after : new int[] {0, 3, 40_000, stored.length}) {
            IOException failure = new IOException("the storage");
            assertThatThrownBy(() -> Bzip2Survey.measure(
                            Streams.failingAfter(stored, after, failure), 0, stored.length, 1, LIMITS))
                    .isSameAs(failure);
            byte[] fromStart = Arrays.copyOfRange(stored, 4, stored.length);
            Bzip2Entry start = entries(stored, 1, LIMITS).get(0);
            assertThatThrownBy(() -> Decompression.enter(
                                    Streams.failingAfter(fromStart, Math.min(after, fromStart.length), failure),
                                    start,
                                    LIMITS)
                            .readAllBytes())
                    .isSameAs(failure);
        }
    }

    private static byte[] level(int level, byte[]... streams) throws IOException {
        return compressed(out -> new BZip2CompressorOutputStream(out, level), streams);
    }

    private static List<Bzip2Entry> entries(byte[] stored, int stretches, Limits limits) throws IOException {
        List<Bzip2Stretch> measured = new ArrayList<>();
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) stored.length * i / stretches);
            int to = (int) ((long) stored.length * (i + 1) / stretches);
            measured.add(Bzip2Survey.measure(from(stored, from), from, to, stored[3] - '0', limits));
        }
        return Bzip2Survey.entries(measured);
    }

    /** Checks that the content is the same from every entry on, and returns how many there are. */
    private static int assertEntered(byte[] stored, byte[] content, int stretches) throws IOException {
        List<Bzip2Entry> entries = entries(stored, stretches, LIMITS);
        assertThat(entries).as("%d stretches", stretches).isNotEmpty();
        assertThat(entries.get(0).offset()).isZero();
        for (Bzip2Entry entry : entries) {
            InputStream entered = Decompression.enter(from(stored, (int) entry.storedByte()), entry, LIMITS);
            assertThat(entered.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(content, (int) entry.offset(), content.length));
        }
        return entries.size();
    }

    private static InputStream from(byte[] stored, int from) {
        return new ByteArrayInputStream(stored, from, stored.length - from);
    }

    private static int count(byte[] stored) throws IOException {
        long magic = 0x314159265359L;
        BitWindow window = new BitWindow(Streams.of(stored), 0);
        int count = 0;
        for (long found = window.find(magic, magic, 48, 0, stored.length * 8L);
                found >= 0;
                found = window.find(magic, magic, 48, found + 1, stored.length * 8L)) {
            count++;
        }
        return count;
    }
}
