package io.sluice.etl.structure;

import io.sluice.etl.structure.UnknownNames.UnknownName;
import java.io.IOException;
import java.util.Map;

/** The names of one object: those that the schema knows, and the others. */
final class Members {
    private final Findings findings;
    private final Names names;
    private final boolean exactPaths;

    /** @param exactPaths whether the paths of unknown fields are needed with indices and keys */
    Members(Faults faults, Map<String, Member> members, boolean exactPaths) {
        this.findings = faults.findings();
        this.names = new Names(members, new UnknownNames(faults));
        this.exactPaths = exactPaths;
    }

    /** Reads from the object's first token to its last; parameters as for {@link Destination#read}. */
    void read(JsonCursor in, Cells target, long object) throws IOException {
        Names.Known known = in.nextKnown(names, names.none());
        for (; known != null; known = in.nextKnown(names, known)) {
            in.memberValue();
            if (in.superseded()) {
                in.pass();
            } else if (known.member() == null) {
                passUnknown(in, known.unknown(), object);
            } else {
                known.member().read(in, target, object);
            }
        }
    }

    private void passUnknown(JsonCursor in, UnknownName unknown, long object) throws IOException {
        unknown.occursIn(object, findings);
        int start = in.start();
        in.skip(unknown.faults());
        String path = exactPaths ? unknown.faults().place().path() : "";
        findings.unknownFields().add(start, in.end(), unknown.pattern(), path);
    }
}
