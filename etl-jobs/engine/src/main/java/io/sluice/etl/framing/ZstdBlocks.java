package io.sluice.etl.framing;

import java.io.IOException;
import java.io.InputStream;

/**
 * Zstd data handed on so that no read crosses from one block into the next (RFC 8878 §3.1.1).
 *
 * <p>The native decoder does not say what it wrote in a call that fails. When each call sees no more than one block,
 * a failing call has written nothing, and no readable block is lost. For the same reason nothing is ever available
 * without a read.
 */
final class ZstdBlocks extends InputStream {
    static final int FRAME = 0xfd2fb528;

    private static final int SKIPPABLE = 0x184d2a50;
    private static final int LONGEST_HEAD = 4 + 14;
    private static final int RUN_LENGTH = 1;
    private static final int CHECKSUM_LENGTH = 4;

    private enum Step {
        FRAME,
        BLOCK,
        CHECKSUM
    }

    private final StoredStream stored;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headNext;
    private int headEnd;
    private long body;
    private Step step = Step.FRAME;
    private boolean checksummed;

    ZstdBlocks(StoredStream stored) {
        this.stored = stored;
    }

    static boolean isSkippable(int magic) {
        return (magic & 0xfffffff0) == SKIPPABLE;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (headNext == headEnd && body == 0) {
            advance();
        }
        if (headNext < headEnd) {
            int count = Math.min(length, headEnd - headNext);
            System.arraycopy(head, headNext, bytes, offset, count);
            headNext += count;
            return count;
        }
        if (body == 0) {
            return -1;
        }
        int count = stored.read(bytes, offset, (int) Math.min(length, body));
        body = count < 0 ? 0 : body - count;
        return count;
    }

    private void advance() throws IOException {
        headNext = 0;
        headEnd = 0;
        switch (step) {
            case FRAME -> frame();
            case BLOCK -> block();
            case CHECKSUM -> {
                body = CHECKSUM_LENGTH;
                step = Step.FRAME;
            }
        }
    }

    private void frame() throws IOException {
        if (!take(4)) {
            return;
        }
        int magic = number(0, 4);
        if (isSkippable(magic)) {
            if (take(4)) {
                body = Integer.toUnsignedLong(number(4, 4));
            }
        } else if (magic == FRAME) {
            if (take(1) && take(rest(head[4]))) {
                checksummed = (head[4] & 4) != 0;
                step = Step.BLOCK;
            }
        } else {
            // Neither: the decoder says so when it sees it.
            body = Long.MAX_VALUE;
        }
    }

    /** Length of a frame's header behind its descriptor (RFC 8878 §3.1.1.1). */
    private static int rest(byte descriptor) {
        boolean singleSegment = (descriptor & 0x20) != 0;
        int window = singleSegment ? 0 : 1;
        int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
        int contentSize = new int[] {singleSegment ? 1 : 0, 2, 4, 8}[descriptor >> 6 & 3];
        return window + dictionary + contentSize;
    }

    private void block() throws IOException {
        if (!take(3)) {
            return;
        }
        int header = number(0, 3);
        body = (header >> 1 & 3) == RUN_LENGTH ? 1 : header >> 3;
        if ((header & 1) != 0) {
            step = checksummed ? Step.CHECKSUM : Step.FRAME;
        }
    }

    private boolean take(int count) throws IOException {
        int taken = stored.readNBytes(head, headEnd, count);
        headEnd += taken;
        return taken == count;
    }

    private int number(int from, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (head[from + i] & 0xff) << 8 * i;
        }
        return value;
    }
}
