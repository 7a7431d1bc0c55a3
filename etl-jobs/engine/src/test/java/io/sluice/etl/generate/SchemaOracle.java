package io.sluice.etl.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Holds records against {@code github/events/v1}, slowly and plainly, as DESIGN says they are to be held. */
final class SchemaOracle {
    static final Path FOLDER = folder();

    private final Schema schema;
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    SchemaOracle() throws IOException {
        schema = new Schema.Parser().parse(Files.readString(FOLDER.resolve("v1.avsc")));
    }

    Schema schema() {
        return schema;
    }

    JsonNode parse(byte[] record) throws IOException {
        return json.readTree(record);
    }

    /** Why a record is rejected; empty when it is not. */
    Optional<RejectCode> reject(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            JsonNode tree = json.readTree(text);
            return tree.isObject() ? fields(schema, tree).findFirst() : Optional.of(RejectCode.NOT_AN_OBJECT);
        } catch (CharacterCodingException e) {
            return Optional.of(RejectCode.BAD_ENCODING);
        } catch (JsonProcessingException e) {
            return Optional.of(RejectCode.MALFORMED_JSON);
        }
    }

    private static Stream<RejectCode> fields(Schema type, JsonNode object) {
        return type.getFields().stream().flatMap(field -> field(field, object));
    }

    private static Stream<RejectCode> field(Schema.Field field, JsonNode object) {
        JsonNode value = object;
        for (String name : path(field)) {
            value = value.isObject() ? value.path(name) : MissingNode.getInstance();
        }
        if (value.isMissingNode()) {
            return field.hasDefaultValue() || field.schema().isNullable()
                    ? Stream.empty()
                    : Stream.of(RejectCode.MISSING_FIELD);
        }
        return value(field.schema(), value);
    }

    private static String[] path(Schema.Field field) {
        return field.getObjectProp("json") instanceof Map<?, ?> binding
                ? binding.get("path").toString().split("\\.")
                : new String[] {field.name()};
    }

    private static Stream<RejectCode> value(Schema type, JsonNode value) {
        if (type.getType() == Schema.Type.UNION) {
            return value.isNull() ? Stream.empty() : value(type.getTypes().get(1), value);
        }
        if (value.isNull()) {
            return Stream.of(RejectCode.NULL_VALUE);
        }
        return switch (type.getType()) {
            case STRING -> mismatch(value.isTextual());
            case BOOLEAN -> mismatch(value.isBoolean());
            case INT -> integer(value, BigInteger.valueOf(Integer.MAX_VALUE));
            case LONG ->
                type.getLogicalType() == null ? integer(value, BigInteger.valueOf(Long.MAX_VALUE)) : time(value);
            case ARRAY ->
                value.isArray()
                        ? elements(value).flatMap(element -> value(type.getElementType(), element))
                        : mismatch(false);
            case RECORD -> value.isObject() ? fields(type, value) : mismatch(false);
            default -> throw new IllegalArgumentException("The oracle does not know " + type);
        };
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return Stream.iterate(0, index -> index < array.size(), index -> index + 1)
                .map(array::get);
    }

    private static Stream<RejectCode> integer(JsonNode value, BigInteger most) {
        if (!value.isIntegralNumber()) {
            return mismatch(false);
        }
        BigInteger number = value.bigIntegerValue();
        return number.compareTo(most) > 0 || number.compareTo(most.negate()) < 0
                ? Stream.of(RejectCode.OUT_OF_RANGE)
                : Stream.empty();
    }

    private static Stream<RejectCode> time(JsonNode value) {
        try {
            OffsetDateTime.parse(value.textValue());
            return Stream.empty();
        } catch (DateTimeParseException e) {
            return Stream.of(RejectCode.BAD_TIME);
        }
    }

    private static Stream<RejectCode> mismatch(boolean fits) {
        return fits ? Stream.empty() : Stream.of(RejectCode.TYPE_MISMATCH);
    }

    private static Path folder() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("schemas/github/events"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("Run the tests inside the project: no schemas/github/events above "
                    + Path.of("").toAbsolutePath());
        }
        return at.resolve("schemas/github/events");
    }
}
