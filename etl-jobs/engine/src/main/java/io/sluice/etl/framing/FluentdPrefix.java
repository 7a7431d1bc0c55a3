package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import java.nio.charset.StandardCharsets;

/** Time, tag and record with tabs between: Fluentd's {@code formatter_out_file}, whose default delimiter is a tab. */
final class FluentdPrefix implements Prefix {
    @Override
    public Inner takeOff(byte[] bytes, int from, int to, EnvelopeValues values) {
        if (bytes[from] == '{') {
            return null;
        }
        int afterTime = tab(bytes, from, to);
        int afterTag = tab(bytes, afterTime + 1, to);
        if (afterTag >= to) {
            return null;
        }
        values.putText(EnvelopeGroup.FLUENTD, "time", text(bytes, from, afterTime));
        values.putText(EnvelopeGroup.FLUENTD, "tag", text(bytes, afterTime + 1, afterTag));
        return new Inner(bytes, afterTag + 1, to - afterTag - 1);
    }

    /** Index of the first tab; {@code to} when there is none. */
    private static int tab(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\t') {
            at++;
        }
        return Math.min(at, to);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
