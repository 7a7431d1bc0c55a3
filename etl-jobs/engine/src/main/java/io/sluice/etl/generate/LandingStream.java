package io.sluice.etl.generate;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file being written, plain or as gzip of one or more members. */
final class LandingStream implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final OutputStream file;
    private final boolean gzip;
    private boolean brokenOff;
    private OutputStream member;
    private long decompressedBytes;

    LandingStream(Path path, boolean gzip) throws IOException {
        this.file = Files.newOutputStream(path);
        this.gzip = gzip;
        this.member = member();
    }

    void drain(Bytes bytes) throws IOException {
        decompressedBytes += bytes.size();
        bytes.drainTo(member);
    }

    void beginMember() throws IOException {
        member.close();
        member = member();
    }

    /** Ends the file here, so that all that was written can be read and the trailer of gzip is missing. */
    void breakOff() throws IOException {
        member.flush();
        brokenOff = true;
    }

    long decompressedBytes() {
        return decompressedBytes;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (!brokenOff) {
                member.close();
            }
        }
    }

    private OutputStream member() throws IOException {
        OutputStream kept = new KeptOpen(file);
        return gzip ? new Member(kept) : kept;
    }

    /** At the fastest level, because deflating takes most of the time. */
    private static final class Member extends GZIPOutputStream {
        Member(OutputStream out) throws IOException {
            super(out, CHUNK, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Lets a member end without its file. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
