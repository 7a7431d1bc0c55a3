package io.sluice.etl.pipeline.peek;

import io.sluice.etl.model.Framing;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a preset fits a landing.
 *
 * @param names share of the files whose names are those of the producer
 * @param content share of the records that show what only this format has
 * @param evidence what that is; empty when the format has nothing of its own
 */
record Fit(Sample sample, double names, double content, String evidence) {
    /**
     * What can be read counts first; names and content tell formats apart that read the same. It counts in bytes, because
     * one format makes a reject of each line of a foreign text, and another one of all.
     */
    double score() {
        return sample.readableBytes() * (1 + 2 * names + 2 * content);
    }

    String name() {
        return sample.format().name();
    }

    /** Why a format that fits better was preferred, in a line. */
    String toldBeside(Fit better) {
        return sample.readableBytes() < better.sample.readableBytes()
                ? "not %s, which %s".formatted(name(), reasons())
                : "%s also %s; %s is preferred since %s"
                        .formatted(name(), reasons(), better.name(), better.excels(this));
    }

    private String excels(Fit other) {
        if (content > other.content) {
            return "%.0f %% of the records %s".formatted(content * 100, evidence);
        }
        if (names > other.names) {
            return "the files are named as its producer names them";
        }
        return sample.format().framing() instanceof Framing.Lines
                        && !(other.sample.format().framing() instanceof Framing.Lines)
                ? "every record is a line"
                : "nothing is there that only %s has".formatted(other.name());
    }

    /** Why it fits, in a line. */
    String reasons() {
        List<String> reasons = new ArrayList<>();
        reasons.add("reads %d records of %d"
                .formatted(sample.records().size(), sample.records().size() + sample.rejected()));
        if (names > 0) {
            reasons.add("%.0f %% of the files are named as the producer names them".formatted(names * 100));
        }
        if (content > 0) {
            reasons.add("%.0f %% of the records %s".formatted(content * 100, evidence));
        }
        return String.join("; ", reasons);
    }
}
