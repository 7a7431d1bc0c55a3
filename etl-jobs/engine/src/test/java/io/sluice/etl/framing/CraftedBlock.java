package io.sluice.etl.framing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Blocks of bzip2 whose data are what a test wants them to be: every code has nine bits and is its symbol. */
final class CraftedBlock {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int SYMBOLS = 258;
    private static final int END_OF_BLOCK = 257;
    private static final int CODE = 9;
    private static final int GROUP = 50;

    /** Symbols whose codes, from the sixth bit on, are the magic number of a block. */
    private static final int[] MAGIC = {3, 40, 86, 147, 83, 178};

    private final List<Boolean> bits = new ArrayList<>();

    private CraftedBlock() {}

    /** A file of one stream, of blocks that each have a number of magic numbers in their data. */
    static byte[] file(int... magicNumbers) throws IOException {
        CraftedBlock file = new CraftedBlock();
        file.header();
        int combined = 0;
        for (int count : magicNumbers) {
            int checksum = checksum(content(count));
            file.block(symbols(count), checksum);
            combined = Integer.rotateLeft(combined, 1) ^ checksum;
        }
        file.end(combined);
        return file.bytes();
    }

    /** What such a block decodes to. */
    static byte[] content(int magicNumbers) {
        CraftedBlock unchecked = new CraftedBlock();
        unchecked.header();
        unchecked.block(symbols(magicNumbers), 0);
        unchecked.end(0);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (BZip2CompressorInputStream decoded = new BZip2CompressorInputStream(Streams.of(unchecked.bytes()))) {
            while (true) {
                content.write(decoded.read());
            }
        } catch (IOException checksumIsWrong) {
            return content.toByteArray();
        }
    }

    private static int[] symbols(int magicNumbers) {
        int[] symbols = new int[200 + magicNumbers * MAGIC.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = 2 + i % 200;
        }
        for (int i = 0; i < magicNumbers; i++) {
            System.arraycopy(MAGIC, 0, symbols, 100 + i * MAGIC.length, MAGIC.length);
        }
        return symbols;
    }

    private void header() {
        put(0x425a6839, 32);
    }

    private void block(int[] symbols, int checksum) {
        put(BLOCK, 48);
        put(checksum, 32);
        put(0, 1 + 24);
        put(-1, 16);
        for (int i = 0; i < 16; i++) {
            put(-1, 16);
        }
        int selectors = (symbols.length + 1 + GROUP - 1) / GROUP;
        put(2, 3);
        put(selectors, 15);
        put(0, selectors);
        for (int table = 0; table < 2; table++) {
            put(CODE, 5);
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                put(0, 1);
            }
        }
        for (int symbol : symbols) {
            put(symbol, CODE);
        }
        put(END_OF_BLOCK, CODE);
    }

    private void end(int checksum) {
        put(END, 48);
        put(checksum, 32);
    }

    private void put(long number, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits.add((number >>> i & 1) != 0);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[(bits.size() + 7) / 8];
        for (int i = 0; i < bits.size(); i++) {
            bytes[i / 8] |= (byte) (bits.get(i) ? 0x80 >>> i % 8 : 0);
        }
        return bytes;
    }

    /** The CRC of bzip2: polynomial 0x04c11db7, highest bit first. */
    private static int checksum(byte[] content) {
        int checksum = -1;
        for (byte value : content) {
            checksum ^= value << 24;
            for (int i = 0; i < 8; i++) {
                checksum = checksum << 1 ^ (checksum < 0 ? 0x04c11db7 : 0);
            }
        }
        return ~checksum;
    }
}
