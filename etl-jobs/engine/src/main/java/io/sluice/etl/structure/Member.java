package io.sluice.etl.structure;

import java.io.IOException;
import java.util.List;

/** A name that the schema knows in an object, and what takes its value. */
final class Member {
    private final Faults faults;
    private final Destination first;
    private final List<Destination> others;
    private long lastObject;

    Member(Faults faults, List<Destination> destinations) {
        this.faults = faults;
        this.first = destinations.get(0);
        this.others = List.copyOf(destinations.subList(1, destinations.size()));
    }

    void read(JsonCursor in, Cells target, long object) throws IOException {
        if (lastObject == object) {
            faults.findings().nameRepeated();
        }
        lastObject = object;
        if (others.isEmpty()) {
            first.read(in, target, object);
        } else if (in.token().isStructStart()) {
            readAgainForEach(in, target, object);
        } else {
            first.read(in, target, object);
            for (Destination other : others) {
                other.read(in, target, object);
            }
        }
    }

    private void readAgainForEach(JsonCursor in, Cells target, long object) throws IOException {
        int start = in.start();
        in.skip(faults);
        int end = in.end();
        UnknownFields unknown = faults.findings().unknownFields();
        int firstOfAll = unknown.count();
        readOver(in, start, end, first, target, object);
        for (Destination other : others) {
            int firstOfOther = unknown.count();
            readOver(in, start, end, other, target, object);
            unknown.intersect(firstOfAll, firstOfOther);
        }
    }

    private static void readOver(JsonCursor in, int start, int end, Destination destination, Cells target, long object)
            throws IOException {
        try (JsonCursor again = in.over(start, end)) {
            again.next();
            destination.read(again, target, object);
        }
    }
}
