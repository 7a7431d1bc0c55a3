package io.sluice.benchmark;

import java.util.Arrays;
import java.util.Optional;

/** The contenders in Python, which write new tables of Parquet only; {@code src/main/python} has their forms. */
enum PythonPeer {
    POLARS_RANK("polars-rank", true),
    POLARS_FIRST_DISTINCT("polars-first-distinct", true),
    /** Held twenty times a landing of events in memory, of deep records a hundred times, so it must be named. */
    POLARS_UNIQUE("polars-unique", false),
    CHDB_LIMIT_BY("chdb-limit-by", true),
    CHDB_QUALIFY("chdb-qualify", true);

    private final String contender;
    private final boolean usual;

    PythonPeer(String contender, boolean usual) {
        this.contender = contender;
        this.usual = usual;
    }

    static Optional<PythonPeer> named(String contender) {
        return Arrays.stream(values())
                .filter(peer -> peer.contender.equals(contender))
                .findFirst();
    }

    String contender() {
        return contender;
    }

    /** Whether it runs where no contenders are named. */
    boolean usual() {
        return usual;
    }

    /** Why it has no part in tables of ORC. */
    String withoutOrc() {
        return contender.startsWith("polars")
                ? "Polars writes no ORC"
                : "what chDB writes is compared by a reader of Parquet";
    }
}
