package io.sluice.etl.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.etl.model.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The rejects of one task attempt as JSON lines; the file is made with the first reject. */
final class RejectFile implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int PIECE = 8 * 1024;

    private final Path path;
    private final Configuration configuration;
    private JsonGenerator lines;

    RejectFile(String folder, String attemptName, Configuration configuration) {
        this.path = new Path(folder, attemptName + ".jsonl");
        this.configuration = configuration;
    }

    void write(Reject reject) throws IOException {
        if (lines == null) {
            OutputStream out = path.getFileSystem(configuration).create(path, false);
            lines = JSON.createGenerator(out);
            lines.setRootValueSeparator(null);
        }
        lines.writeStartObject();
        lines.writeStringField("file", reject.file());
        lines.writeNumberField("position", reject.position());
        lines.writeStringField("code", reject.code().name());
        lines.writeStringField("field", reject.field());
        lines.writeStringField("message", reject.message());
        ByteBuffer raw = reject.raw();
        int offset = raw.arrayOffset() + raw.position();
        if (isText(raw.duplicate())) {
            lines.writeFieldName("raw");
            lines.writeUTF8String(raw.array(), offset, raw.remaining());
        } else {
            lines.writeFieldName("raw_base64");
            lines.writeBinary(raw.array(), offset, raw.remaining());
        }
        lines.writeEndObject();
        lines.writeRaw('\n');
    }

    /** Whether bytes are UTF-8, told piece by piece: a record may be as long as half the heap. */
    private static boolean isText(ByteBuffer in) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer piece = CharBuffer.allocate(PIECE);
        CoderResult result = decoder.decode(in, piece, true);
        while (result.isOverflow()) {
            piece.clear();
            result = decoder.decode(in, piece, true);
        }
        return !result.isError();
    }

    /** Completes the file and names it; empty when nothing was rejected. */
    List<String> complete() throws IOException {
        close();
        return lines == null ? List.of() : List.of(path.toString());
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
