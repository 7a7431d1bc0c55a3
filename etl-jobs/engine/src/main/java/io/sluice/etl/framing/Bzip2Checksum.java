package io.sluice.etl.framing;

import java.io.Serializable;

/**
 * What a bzip2 stream says at its end of the blocks in it, computed over some of them: the sum so far is rotated by a
 * bit before a block's own checksum goes in by exclusive or.
 *
 * @param blocks how many went in
 */
record Bzip2Checksum(long blocks, int value) implements Serializable {
    /** That of no blocks. */
    static final Bzip2Checksum NONE = new Bzip2Checksum(0, 0);

    Bzip2Checksum plus(int blockChecksum) {
        return plus(new Bzip2Checksum(1, blockChecksum));
    }

    /** That of these blocks and others behind them. */
    Bzip2Checksum plus(Bzip2Checksum others) {
        int rotated = Integer.rotateLeft(value, (int) (others.blocks % Integer.SIZE));
        return new Bzip2Checksum(blocks + others.blocks, rotated ^ others.value);
    }
}
