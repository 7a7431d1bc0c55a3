package io.sluice.etl.framing;

import java.io.Serializable;

/** What measuring told of the blocks that begin in some bytes of a bzip2 file. */
public sealed interface Bzip2Stretch extends Serializable {
    /** No block begins there. */
    record Empty() implements Bzip2Stretch {}

    /** Something there is damaged, or expands too far, so that only reading from the beginning tells what is what. */
    record Unsound() implements Bzip2Stretch {}

    /**
     * Blocks that all decode, each beginning where the one before ends.
     *
     * @param next the block behind them; null when the file ends
     * @param length decompressed bytes of them
     * @param excess by how many bytes, at the end of a block, the decompressed bytes from the stretch's beginning on were
     *     more than the stored ones from the file's beginning on allow; negative when they never were
     * @param streams the checksums of the streams they belong to
     */
    record Blocks(Bzip2Place first, Bzip2Place next, long length, long excess, Bzip2Streams streams)
            implements Bzip2Stretch {}
}
