package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the values whose name occurs again in the same object, so that a second reading can leave them out. */
final class DuplicateNames {
    private DuplicateNames() {}

    /** Indices at which such values begin, anywhere in the JSON that the cursor opens. */
    static Set<Integer> superseded(JacksonCursor in) throws IOException {
        Set<Integer> superseded = new HashSet<>();
        Deque<Map<String, Integer>> objects = new ArrayDeque<>();
        String name = null;
        for (JsonToken token = in.next(); token != null; token = in.next()) {
            if (token == JsonToken.FIELD_NAME) {
                name = in.name();
                continue;
            }
            if (name != null) {
                Integer earlier = objects.element().put(name, in.start());
                if (earlier != null) {
                    superseded.add(earlier);
                }
                name = null;
            }
            if (token == JsonToken.START_OBJECT) {
                objects.push(new HashMap<>());
            } else if (token == JsonToken.END_OBJECT) {
                objects.pop();
            }
        }
        return superseded;
    }
}
