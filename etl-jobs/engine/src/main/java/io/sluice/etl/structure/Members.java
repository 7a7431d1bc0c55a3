package io.sluice.etl.structure;

import io.sluice.etl.structure.UnknownNames.UnknownName;
import java.io.IOException;
import java.util.Map;

/** The names of one object: those that the schema knows, and the others. */
final class Members {
    private final Findings findings;
    private final Map<String, Member> members;
    private final UnknownNames unknownNames;
    private final boolean exactPaths;

    /** @param exactPaths whether the paths of unknown fields are needed with indices and keys */
    Members(Faults faults, Map<String, Member> members, boolean exactPaths) {
        this.findings = faults.findings();
        this.members = Map.copyOf(members);
        this.unknownNames = new UnknownNames(faults);
        this.exactPaths = exactPaths;
    }

    /** Reads from the object's first token to its last; parameters as for {@link Destination#read}. */
    void read(JsonCursor in, Cells target, long object) throws IOException {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            Member member = members.get(name);
            in.next();
            if (in.superseded()) {
                in.pass();
            } else if (member == null) {
                passUnknown(in, name, object);
            } else {
                member.read(in, target, object);
            }
        }
    }

    private void passUnknown(JsonCursor in, String name, long object) throws IOException {
        UnknownName unknown = unknownNames.of(name);
        unknown.occursIn(object, findings);
        int start = in.start();
        in.skip(unknown.faults());
        String path = exactPaths ? unknown.faults().place().path() : "";
        findings.unknownFields().add(new UnknownFields.UnknownField(start, in.end(), unknown.pattern(), path));
    }
}
