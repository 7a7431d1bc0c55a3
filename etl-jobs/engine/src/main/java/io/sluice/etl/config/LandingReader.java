package io.sluice.etl.config;

import io.sluice.etl.model.JobConfig.Landing;
import io.sluice.etl.model.JobConfig.Limits;
import java.util.Optional;

/** The keys under {@code landing}. */
final class LandingReader {
    private static final String ANY_FILE = "*";
    private static final Choice<String> WHEN_EMPTY = Choice.of("ok", "fail");
    private static final int MEGABYTE = 1024 * 1024;
    private static final int RECORD_SIZE = 16 * MEGABYTE;
    private static final int LARGEST_RECORD = 1024 * MEGABYTE;
    private static final int DEPTH = 100;
    private static final int GREATEST_DEPTH = 1_000;
    private static final int NUMBER_LENGTH = 1_000;
    private static final int GREATEST_NUMBER_LENGTH = 100_000;
    private static final int EXPANSION_RATIO = 1_000;
    private static final int GREATEST_EXPANSION_RATIO = 1_000_000;

    private final Section landing;
    private final Folders folders;
    private final LayoutCheck layouts;

    LandingReader(Section landing, Folders folders, LayoutCheck layouts) {
        this.landing = landing;
        this.folders = folders;
        this.layouts = layouts;
    }

    /** The landing; its path is null where it is at fault. */
    Landing read() {
        landing.require("path", Folders.LOCATION.expected());
        Optional<String> path = folders.any(landing, "path");
        String layout = layout();
        boolean emptyFails =
                landing.value("when_empty", WHEN_EMPTY).orElse("ok").equals("fail");
        Limits limits = new Limits(
                landing.value("max_record_size", Forms.size(1, LARGEST_RECORD))
                        .map(Long::intValue)
                        .orElse(RECORD_SIZE),
                limit("max_depth", DEPTH, GREATEST_DEPTH),
                limit("max_number_length", NUMBER_LENGTH, GREATEST_NUMBER_LENGTH),
                limit("max_expansion_ratio", EXPANSION_RATIO, GREATEST_EXPANSION_RATIO));
        return new Landing(path.orElse(null), layout, new FormatReader(landing).read(), emptyFails, limits);
    }

    /** What the layout says; empty, and a problem, when it is none. */
    Optional<LayoutCheck.Facts> facts() {
        try {
            return Optional.of(layouts.check(layout()));
        } catch (IllegalArgumentException fault) {
            landing.problem("layout", fault.getMessage());
            return Optional.empty();
        }
    }

    private String layout() {
        return landing.value("layout", Forms.text("a pattern such as \"{date:yyyy-MM-dd}/*\""))
                .orElse(ANY_FILE);
    }

    private int limit(String name, int usual, int greatest) {
        return landing.value(name, Forms.wholeNumber(1, greatest))
                .map(Long::intValue)
                .orElse(usual);
    }
}
