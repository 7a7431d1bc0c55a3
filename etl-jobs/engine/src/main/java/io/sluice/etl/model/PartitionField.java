package io.sluice.etl.model;

import java.io.Serializable;

/**
 * One partition column and the value it is made from.
 *
 * @param column the column's name in the table
 * @param from dotted path of the source column, or {@link #LANDING_DATE}
 */
public record PartitionField(String column, String from, Transform transform) implements Serializable {
    /** A {@link #from} that stands for the date in the file's path. */
    public static final String LANDING_DATE = "landing.date";

    /** How a partition value is made; time transforms give strings in the table's time zone. */
    public enum Transform {
        /** {@code yyyy-MM-dd} */
        DAY,
        /** {@code yyyy-MM} */
        MONTH,
        /** {@code HH} */
        HOUR,
        /** The value itself. */
        IDENTITY
    }

    public boolean fromLandingDate() {
        return from.equals(LANDING_DATE);
    }
}
