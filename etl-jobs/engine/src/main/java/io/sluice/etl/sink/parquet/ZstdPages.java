package io.sluice.etl.sink.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with zstd, each in one go.
 *
 * <p>parquet-hadoop's codec makes a stream for every page, and heeds {@code parquet.compression.codec.zstd.workers}, which
 * is of no use to single pages. What is given back is good until the next page.
 */
public final class ZstdPages implements BytesInputCompressor {
    /** A longer buffer serves one page only. */
    private static final int MOST_KEPT = 8 << 20;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] compressed = new byte[0];

    public ZstdPages(int level) {
        context.setLevel(level);
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        // What is not in one buffer yet is copied to one, which is left to the garbage collector.
        ByteBuffer bytes = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {});
        int length = bytes.remaining();
        int most = Math.toIntExact(Zstd.compressBound(length));
        byte[] target = most > MOST_KEPT || compressed.length < most ? new byte[most] : compressed;
        if (most <= MOST_KEPT) {
            compressed = target;
        }
        int size = context.compressByteArray(
                target, 0, target.length, bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        return BytesInput.from(target, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
