package io.sluice.etl.framing;

import java.io.IOException;

/** Decodes bzip2 from the block on that begins at a place. */
final class Bzip2PartDecoder implements Decoder {
    private final Bzip2Blocks blocks;
    private Bzip2Place next;
    private Bzip2Blocks.Content content;
    private long producedByEarlierBlocks;

    /** @param stored the file from {@link Bzip2Place#storedByte()} on */
    Bzip2PartDecoder(StoredStream stored, Bzip2Place place) {
        this.blocks = new Bzip2Blocks(stored, place.storedByte());
        this.next = place;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (next != null) {
            if (content == null) {
                content = blocks.open(next);
            }
            int count = content.read(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            producedByEarlierBlocks += content.produced();
            content = null;
            next = blocks.next();
        }
        return -1;
    }

    @Override
    public long produced() {
        return producedByEarlierBlocks + (content == null ? 0 : content.produced());
    }

    @Override
    public void close() {
        next = null;
    }
}
