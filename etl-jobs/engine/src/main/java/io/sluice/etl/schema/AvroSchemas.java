package io.sluice.etl.schema;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.RecordSchema;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Reads Avro schemas (<a href="https://avro.apache.org/docs/1.12.0/specification/">specification 1.12</a>, JSON
 * encoding) with Sluice's {@code json} property of fields.
 */
public final class AvroSchemas {
    private static final Pattern JSON_POSITION = Pattern.compile("line: (\\d+), column: (\\d+)");
    private static final Pattern EXCEPTION_NAME = Pattern.compile("^[a-z]+(\\.[A-Za-z0-9_$]+)+: ");

    private AvroSchemas() {}

    /**
     * The columns that a schema declares.
     *
     * @param avscText the schema as JSON
     * @param location where the text was read from, for messages
     * @param version how the job names the schema
     * @throws InvalidSchema with every problem found
     */
    public static RecordSchema parse(String avscText, String location, String version) {
        SchemaProblems problems = new SchemaProblems();
        Schema schema = avro(avscText, location);
        if (schema.getType() != Schema.Type.RECORD) {
            throw new InvalidSchema(
                    location,
                    List.of("the schema is of type %s; declare a record, whose fields become the columns"
                            .formatted(schema.getType().getName())));
        }
        List<Column> columns = new RecordColumns(problems).of(schema);
        if (!problems.found().isEmpty()) {
            throw new InvalidSchema(location, problems.found());
        }
        String doc = schema.getDoc() == null ? "" : schema.getDoc();
        return new RecordSchema(version, schema.getFullName(), doc, Fingerprint.of(columns), columns);
    }

    /** A schema with more columns behind its own. */
    public static RecordSchema append(RecordSchema schema, List<Column> more) {
        List<Column> columns =
                Stream.concat(schema.columns().stream(), more.stream()).toList();
        return new RecordSchema(schema.version(), schema.name(), schema.doc(), Fingerprint.of(columns), columns);
    }

    /** Names and defaults are left to us, because Avro stops at the first that it does not like. */
    private static Schema avro(String avscText, String location) {
        try {
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(avscText);
        } catch (RuntimeException failure) {
            throw new InvalidSchema(location, List.of("not an Avro schema: " + reason(failure) + "; mend it"));
        }
    }

    private static String reason(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        String first =
                EXCEPTION_NAME.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
        String what = first.replaceAll("\\(start marker at .*", "").strip();
        Matcher position = JSON_POSITION.matcher(message.substring(Math.max(message.indexOf('\n'), 0)));
        return position.find() ? "%s (line %s, column %s)".formatted(what, position.group(1), position.group(2)) : what;
    }
}
