package io.sluice.benchmark;

import io.sluice.etl.generate.LandingPlan;
import java.util.Locale;

/**
 * What is asked of every contender.
 *
 * @param shape of the records
 * @param bytes of JSON before compression, about
 * @param gzip whether the landed files are compressed
 * @param orc whether the table is ORC instead of Parquet
 */
record Workload(String name, Shape shape, long bytes, boolean gzip, boolean orc) {
    static final int FILES = 24;

    /** The kinds of records that landings hold. */
    enum Shape {
        /** GitHub-like events of about 1.2 kB, structs three deep and lists in them. */
        EVENTS,
        /** 200 flat columns of mixed types. */
        WIDE,
        /** 5 short columns. */
        NARROW,
        /** Structs in structs, 12 deep, with lists on the way. */
        DEEP
    }

    /** A case by its name in the command line. */
    static Workload of(String name, long bytes) {
        return switch (name) {
            case "events" -> new Workload(name, Shape.EVENTS, bytes, false, false);
            case "gzip" -> new Workload(name, Shape.EVENTS, bytes, true, false);
            case "orc" -> new Workload(name, Shape.EVENTS, bytes, false, true);
            case "wide" -> new Workload(name, Shape.WIDE, bytes, false, false);
            case "narrow" -> new Workload(name, Shape.NARROW, bytes, false, false);
            case "deep" -> new Workload(name, Shape.DEEP, bytes, false, false);
            default ->
                throw new IllegalArgumentException(
                        "no case " + name + "; there are events, gzip, orc, wide, narrow and deep");
        };
    }

    /** Where its landing lies below the folder of landings; cases that differ in the table only share one. */
    String landingFolder() {
        return "%s%s-%d".formatted(shape.name().toLowerCase(Locale.ROOT), gzip ? "-gzip" : "", bytes);
    }

    LandingPlan.Compression compression() {
        return gzip ? LandingPlan.Compression.GZIP : LandingPlan.Compression.NONE;
    }

    String fileFormat() {
        return orc ? "orc" : "parquet";
    }
}
