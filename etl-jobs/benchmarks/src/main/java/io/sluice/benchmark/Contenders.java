package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contenders by name. */
final class Contenders {
    static final String SLUICE = "sluice";

    private static final Map<String, ContenderProcess> ALL = new LinkedHashMap<>();

    static {
        inHeap(SLUICE, (landing, folder) -> new SluiceContender(landing, folder, "auto"));
        inHeap("sluice-narrow", (landing, folder) -> new SluiceContender(landing, folder, "narrow"));
        inHeap("sluice-group-by", (landing, folder) -> new SluiceContender(landing, folder, "group_by"));
        for (SparkLoad.Form form : SparkLoad.Form.values()) {
            inHeap(form.contender(), (landing, folder) -> new SparkLoad(landing, folder, form));
        }
        outsideHeap("duckdb-qualify", (landing, folder) -> new DuckDbContender(landing, DuckDbContender.Form.QUALIFY));
        outsideHeap(
                "duckdb-distinct-on",
                (landing, folder) -> new DuckDbContender(landing, DuckDbContender.Form.DISTINCT_ON));
        for (PythonPeer peer : PythonPeer.values()) {
            ALL.put(peer.contender(), new PythonProcess(PythonEnvironment.ofCheckout()));
        }
        for (SparkMerge.Form form : SparkMerge.Form.values()) {
            inHeap(form.contender(), (landing, folder) -> new SparkMerge(landing, folder, form));
        }
    }

    private Contenders() {}

    private static void inHeap(String name, JvmProcess.Start start) {
        ALL.put(name, new JvmProcess(start, true));
    }

    private static void outsideHeap(String name, JvmProcess.Start start) {
        ALL.put(name, new JvmProcess(start, false));
    }

    /** Those that run when none are named. */
    static List<String> usual(Scenario scenario) {
        if (scenario instanceof Nightly) {
            return List.of(SLUICE);
        }
        return able(scenario).stream()
                .filter(name -> !name.startsWith(SLUICE + "-"))
                .filter(name -> PythonPeer.named(name).map(PythonPeer::usual).orElse(true))
                .filter(name -> scenario instanceof Incremental
                        || SparkMerge.Form.named(name)
                                .map(SparkMerge.Form::plain)
                                .orElse(true))
                .toList();
    }

    /**
     * Checks that contenders can do what a scenario asks for.
     *
     * @throws IllegalArgumentException naming the first that cannot, or that there is none of
     */
    static void requireAble(List<String> names, Scenario scenario) {
        for (String name : names) {
            if (!ALL.containsKey(name)) {
                throw new IllegalArgumentException("no contender %s; there are %s".formatted(name, ALL.keySet()));
            }
            obstacle(name, scenario).ifPresent(why -> {
                throw new IllegalArgumentException("%s cannot do this: %s of the case %s: %s; it is for %s"
                        .formatted(name, scenario.title(), scenario.workload().name(), why, able(scenario)));
            });
        }
    }

    private static List<String> able(Scenario scenario) {
        return ALL.keySet().stream()
                .filter(name -> obstacle(name, scenario).isEmpty())
                .toList();
    }

    /** Why a contender cannot do what a scenario asks for, where it cannot. */
    private static Optional<String> obstacle(String name, Scenario scenario) {
        Optional<SparkMerge.Form> merge = SparkMerge.Form.named(name);
        if (scenario.intoExistingTable() && merge.isEmpty() && !name.startsWith(SLUICE)) {
            return Optional.of("it makes new tables only");
        }
        if (scenario.updates() && merge.map(SparkMerge.Form::insertsOnly).orElse(false)) {
            return Optional.of("it replaces no rows");
        }
        return scenario.workload().orc() ? withoutOrc(name) : Optional.empty();
    }

    private static Optional<String> withoutOrc(String name) {
        if (name.startsWith("duckdb")) {
            return Optional.of("DuckDB writes no ORC");
        }
        if (name.startsWith("delta")) {
            return Optional.of("tables of Delta are Parquet");
        }
        return PythonPeer.named(name).map(PythonPeer::withoutOrc);
    }

    /** How the process of a contender is started. */
    static ContenderProcess process(String name) {
        return ALL.get(name);
    }

    /** Starts a contender in this process, which must be a JVM of its own. */
    static Contender start(String name, Landing landing, Path folder) throws Exception {
        if (process(name) instanceof JvmProcess jvm) {
            return jvm.start().start(landing, folder);
        }
        throw new IllegalArgumentException(name + " runs in no JVM");
    }
}
