package io.sluice.etl.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockBuilderTest {
    private static final BlockShape SHAPE = new BlockShape(List.of(new ColumnType.Text(), new ColumnType.Int64()));
    private static final String LONG = "long ".repeat(2 << 20);

    private final BlockBuilder builder = new BlockBuilder(SHAPE);

    @Test
    void compressesShortBlocks() throws IOException {
        append("a ".repeat(10_000), 0);
        append(null, 7);

        byte[] block = write();

        assertThat(block.length).isLessThan(1_000);
        assertThat(rows(block)).containsExactly("0 " + "a ".repeat(10_000) + " 0", "7 null 7");
    }

    @Test
    void storesBlocksAsTheyAreWhenToldTo() throws IOException {
        append("a ".repeat(10_000), 0);
        append(null, 7);

        byte[] block = write(false);

        assertThat(block.length).isGreaterThan(20_000);
        assertThat(rows(block)).containsExactly("0 " + "a ".repeat(10_000) + " 0", "7 null 7");
    }

    @Test
    void storesLongBlocksAsTheyAre() throws IOException {
        append("short", 3);
        append(LONG, 9);
        append("last", 20);

        byte[] block = write();

        assertThat(block.length).isGreaterThan(LONG.length());
        assertThat(rows(block)).containsExactly("3 short 3", "9 " + LONG + " 9", "20 last 20");
    }

    @Test
    void beginsAnewAfterEachBlock() throws IOException {
        append(LONG, 1);
        write();
        append("next", 5);

        assertThat(builder.rows()).isEqualTo(1);
        assertThat(rows(write())).containsExactly("5 next 5");
        assertThat(builder.rows()).isZero();
    }

    private void append(String text, long number) {
        LeafBuilder texts = builder.leaf(0);
        if (text == null) {
            texts.level(0, 0);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            texts.level(0, 1);
            texts.putBytes(utf8, 0, utf8.length);
        }
        builder.leaf(1).level(0, 1);
        builder.leaf(1).putLong(number);
        builder.endRow(number, 8);
    }

    private byte[] write() throws IOException {
        return write(true);
    }

    private byte[] write(boolean compressed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(builder.writeTo(out, compressed)).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static List<String> rows(byte[] block) {
        BlockCursor cursor = new BlockCursor(SHAPE, block);
        LeafCursor texts = cursor.leaf(0);
        LeafCursor numbers = cursor.leaf(1);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < cursor.rows(); row++) {
            assertThat(texts.nextBefore(row + 1)).isTrue();
            assertThat(numbers.nextBefore(row + 1)).isTrue();
            rows.add("%d %s %d".formatted(cursor.position(row), text(texts), numbers.readLong()));
        }
        return rows;
    }

    private static String text(LeafCursor texts) {
        if (!texts.present()) {
            return null;
        }
        int start = texts.readBytes();
        return new String(texts.bytes(), start, texts.length(), StandardCharsets.UTF_8);
    }
}
