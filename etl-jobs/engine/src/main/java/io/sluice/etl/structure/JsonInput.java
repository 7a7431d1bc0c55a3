package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sluice.etl.model.JobConfig;
import java.io.IOException;
import java.util.Set;

/** Opens bytes as JSON, with limits that are ours. */
final class JsonInput {
    private final JsonFactory factory;
    private final int maxNumberLength;
    private final Utf8Scratch scratch = new Utf8Scratch();
    private final StrictCursor strict;

    JsonInput(JobConfig.Limits limits) {
        maxNumberLength = limits.maxNumberLength();
        strict = new StrictCursor(this, limits.maxDepth());
        // Depth is the only limit left to the parser, so that its exception can mean nothing else.
        StreamReadConstraints depthOnly = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
        // Names are data of strangers: interning them would fill the JVM's table, and an odd spread of hashes is
        // no reason to refuse them.
        factory = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .streamReadConstraints(depthOnly)
                .build();
    }

    /** Opens bytes that hold neither a NUL nor a byte order mark at the start. */
    JacksonCursor open(byte[] bytes, int from, int to) throws IOException {
        return open(bytes, from, to, Set.of());
    }

    /** @param superseded indices at which values begin whose name occurs again in the same object */
    JacksonCursor open(byte[] bytes, int from, int to, Set<Integer> superseded) throws IOException {
        return new JacksonCursor(this, factory.createParser(bytes, from, to - from), bytes, from, to, superseded);
    }

    /** Opens bytes in the fast way; the cursor is good until the next call. */
    StrictCursor openStrictly(byte[] bytes, int from, int to) {
        return strict.reset(bytes, from, to);
    }

    int maxNumberLength() {
        return maxNumberLength;
    }

    /** A buffer for texts that do not stand in the bytes as they are; what it holds is lost with the next text. */
    Utf8Scratch scratch() {
        return scratch;
    }
}
