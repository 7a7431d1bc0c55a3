package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.model.Reject;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectFileTest {
    @TempDir
    Path folder;

    @Test
    void writesOneLineAReject() throws IOException {
        RejectFile file = file("part-00001-7");
        file.write(reject(
                "2021-07-21/a.json", 12, RejectCode.TYPE_MISMATCH, "repo.id", "{\"repo\":{\"id\":\"서울 \\u0000\"}}"));
        file.write(new Reject(
                "b.json", 5_000_000_000L, RejectCode.BAD_ENCODING, "", "not \"UTF-8\"\n", ByteBuffer.wrap(new byte[] {
                    '{', (byte) 0xC3, '}'
                })));

        List<String> written = file.complete();

        assertThat(written).containsExactly(folder.resolve("part-00001-7.jsonl").toString());
        assertThat(Files.readString(folder.resolve("part-00001-7.jsonl")))
                .isEqualTo(
                        """
                {"file":"2021-07-21/a.json","position":12,"code":"TYPE_MISMATCH","field":"repo.id","message":"wrong",\
                "raw":"{\\"repo\\":{\\"id\\":\\"서울 \\\\u0000\\"}}"}
                {"file":"b.json","position":5000000000,"code":"BAD_ENCODING","field":"","message":"not \\"UTF-8\\"\\n",\
                "raw_base64":"e8N9"}
                """);
    }

    @Test
    void keepsEveryByteOfARecord() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String text = "\u0000\r\n\t\"\\ 서울 \uD83D\uDE00 \u2028 \u007F";
        RejectFile file = file("part");
        file.write(new Reject("a.json", 0, RejectCode.BAD_ENCODING, "", "", ByteBuffer.wrap(all)));
        file.write(reject("a.json", 256, RejectCode.MALFORMED_JSON, "", text));
        file.write(reject("a.json", 300, RejectCode.TRUNCATED, "", ""));
        file.complete();

        List<String> lines = Files.readAllLines(folder.resolve("part.jsonl"));
        ObjectMapper json = new ObjectMapper();
        assertThat(lines).hasSize(3);
        JsonNode binary = json.readTree(lines.get(0));
        assertThat(binary.get("raw_base64").binaryValue()).isEqualTo(all);
        assertThat(binary.has("raw")).isFalse();
        assertThat(json.readTree(lines.get(1)).get("raw").textValue()).isEqualTo(text);
        assertThat(json.readTree(lines.get(2)).get("raw").textValue()).isEmpty();
    }

    @Test
    void makesNoFileWhereNothingIsRejected() throws IOException {
        RejectFile file = file("part");

        assertThat(file.complete()).isEmpty();
        file.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closesTwiceAsOnce() throws IOException {
        RejectFile file = file("part");
        file.write(reject("a.json", 0, RejectCode.TRUNCATED, "", "x"));

        assertThat(file.complete()).isEqualTo(file.complete());
        file.close();

        assertThat(Files.readAllLines(folder.resolve("part.jsonl"))).hasSize(1);
    }

    @Test
    void neverWritesOverTheRejectsOfAnotherAttempt() throws IOException {
        Files.writeString(folder.resolve("part.jsonl"), "theirs\n");

        assertThatThrownBy(() -> file("part").write(reject("a.json", 0, RejectCode.TRUNCATED, "", "x")))
                .isInstanceOf(IOException.class);

        assertThat(folder.resolve("part.jsonl")).hasContent("theirs\n");
    }

    private static Reject reject(String file, long position, RejectCode code, String field, String raw) {
        return new Reject(file, position, code, field, "wrong", ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8)));
    }

    private RejectFile file(String attempt) {
        return new RejectFile(folder.toString(), attempt, new Configuration());
    }
}
