package io.sluice.etl.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GithubEventsSchemaTest {
    private final SchemaOracle oracle;

    GithubEventsSchemaTest() throws IOException {
        oracle = new SchemaOracle();
    }

    static Stream<Path> passingExamples() throws IOException {
        return examples(".pass.json");
    }

    @ParameterizedTest
    @MethodSource("passingExamples")
    void fitsExamplesThatAreToPass(Path example) throws IOException {
        assertThat(oracle.reject(Files.readAllBytes(example))).isEmpty();
    }

    @Test
    void rejectsExamplesThatAreToFail() throws IOException {
        Map<String, Optional<RejectCode>> codes = new HashMap<>();
        try (Stream<Path> examples = examples(".fail.json")) {
            for (Path example : examples.toList()) {
                byte[] record = Files.readAllBytes(example);
                assertThat(oracle.parse(record)).isNotNull();
                codes.put(example.getFileName().toString(), oracle.reject(record));
            }
        }

        assertThat(codes)
                .containsOnly(
                        Map.entry("v1.bad_time.fail.json", Optional.of(RejectCode.BAD_TIME)),
                        Map.entry("v1.id_is_a_number.fail.json", Optional.of(RejectCode.TYPE_MISMATCH)),
                        Map.entry("v1.missing_id.fail.json", Optional.of(RejectCode.MISSING_FIELD)),
                        Map.entry("v1.not_an_object.fail.json", Optional.of(RejectCode.NOT_AN_OBJECT)),
                        Map.entry("v1.null_id.fail.json", Optional.of(RejectCode.NULL_VALUE)),
                        Map.entry("v1.null_in_commit.fail.json", Optional.of(RejectCode.NULL_VALUE)),
                        Map.entry("v1.number_out_of_range.fail.json", Optional.of(RejectCode.OUT_OF_RANGE)),
                        Map.entry("v1.wrong_type.fail.json", Optional.of(RejectCode.TYPE_MISMATCH)));
    }

    @Test
    void namesEveryFieldInSnakeCaseAndSaysWhatItIs() {
        assertThat(fields(oracle.schema())).isNotEmpty().allSatisfy(field -> {
            assertThat(field.name()).matches("[a-z][a-z0-9_]*");
            assertThat(field.doc()).as(field.name()).isNotBlank();
        });
    }

    private static Stream<Path> examples(String suffix) throws IOException {
        return Files.list(SchemaOracle.FOLDER.resolve("examples"))
                .filter(example -> example.toString().endsWith(suffix));
    }

    private static Stream<Schema.Field> fieldsOf(Schema type) {
        return switch (type.getType()) {
            case RECORD ->
                type.getFields().stream().flatMap(field -> Stream.concat(Stream.of(field), fieldsOf(field.schema())));
            case UNION -> type.getTypes().stream().flatMap(GithubEventsSchemaTest::fieldsOf);
            case ARRAY -> fieldsOf(type.getElementType());
            default -> Stream.empty();
        };
    }

    private static List<Schema.Field> fields(Schema type) {
        return fieldsOf(type).toList();
    }
}
