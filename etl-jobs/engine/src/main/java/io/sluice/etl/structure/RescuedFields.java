package io.sluice.etl.structure;

import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.structure.UnknownFields.UnknownField;
import java.util.List;

/** Writes unknown fields as one JSON object: their paths, and their values as they stand in the record. */
final class RescuedFields {
    private RescuedFields() {}

    static void write(List<UnknownField> fields, byte[] bytes, Utf8Scratch json) {
        json.clear();
        String separator = "{";
        for (UnknownField field : fields) {
            json.append(separator + EnvelopeValues.quoted(field.path()) + ":");
            json.append(bytes, field.start(), field.end() - field.start());
            separator = ",";
        }
        json.append("}");
    }
}
