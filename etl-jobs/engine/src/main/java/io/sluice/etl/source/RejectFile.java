package io.sluice.etl.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.etl.model.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The rejects of one task attempt as JSON lines; the file is made with the first reject. */
final class RejectFile implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

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
        try {
            String raw = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reject.raw()))
                    .toString();
            lines.writeStringField("raw", raw);
        } catch (CharacterCodingException notText) {
            lines.writeBinaryField("raw_base64", reject.raw());
        }
        lines.writeEndObject();
        lines.writeRaw('\n');
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
