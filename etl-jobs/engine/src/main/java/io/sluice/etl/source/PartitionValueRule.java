package io.sluice.etl.source;

import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.RejectCode;
import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a text must be to name a partition, so that file systems and metastores keep it apart from all others and give it
 * back as it was.
 */
record PartitionValueRule(String column, ColumnPath source) {
    /** Bytes of one name in a path, on nearly every file system. */
    static final int MOST_BYTES = 255;

    private static final int LONGEST_EXCERPT = 80;

    /** The rule that a row breaks; null when it breaks none. */
    RecordRules.Violation violation(ObjectCells row) {
        UTF8String value = (UTF8String) row.at(source.ordinals());
        if (value == null || value.numBytes() == 0) {
            return null;
        }
        String text = value.toString();
        if (text.endsWith(" ")) {
            return violation(text, "ends with a blank, and metastores take it for the value without");
        }
        if (text.indexOf('\0') >= 0) {
            return violation(text.replace('\0', '?'), "holds the character U+0000, which metastores do not store");
        }
        if (text.equals(PartitionPath.NULL_VALUE)) {
            return violation(text, "is the name that stands for null");
        }
        int bytes = PartitionPath.segment(column, text).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MOST_BYTES
                ? null
                : violation(
                        text,
                        "takes %d bytes in a folder's name, escaped, of which there may be %d"
                                .formatted(bytes, MOST_BYTES));
    }

    private RecordRules.Violation violation(String text, String why) {
        String shown = text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_EXCERPT))) + "…";
        return new RecordRules.Violation(
                RejectCode.OUT_OF_RANGE,
                source.path(),
                "\"%s\" cannot be a value of the partition column %s: it %s".formatted(shown, column, why));
    }
}
