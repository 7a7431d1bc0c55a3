package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contenders by name. */
final class Contenders {
    static final String SLUICE = "sluice";

    private static final Map<String, Start> ALL = new LinkedHashMap<>();

    /** How a contender starts in this process. */
    private interface Start {
        Contender start(Landing landing, Path folder) throws Exception;
    }

    static {
        ALL.put(SLUICE, (landing, folder) -> new SluiceContender(landing, folder, "auto"));
        ALL.put("sluice-narrow", (landing, folder) -> new SluiceContender(landing, folder, "narrow"));
        ALL.put("sluice-group-by", (landing, folder) -> new SluiceContender(landing, folder, "group_by"));
        for (SparkLoad.Form form : SparkLoad.Form.values()) {
            ALL.put(form.contender(), (landing, folder) -> new SparkLoad(landing, folder, form));
        }
        ALL.put("duckdb-qualify", (landing, folder) -> new DuckDbContender(landing, DuckDbContender.Form.QUALIFY));
        ALL.put(
                "duckdb-distinct-on",
                (landing, folder) -> new DuckDbContender(landing, DuckDbContender.Form.DISTINCT_ON));
        for (SparkMerge.Form form : SparkMerge.Form.values()) {
            ALL.put(form.contender(), (landing, folder) -> new SparkMerge(landing, folder, form));
        }
    }

    private Contenders() {}

    /** Those that run when none are named. */
    static List<String> usual(Scenario scenario) {
        if (scenario instanceof Nightly) {
            return List.of(SLUICE);
        }
        return ALL.keySet().stream()
                .filter(name -> !name.startsWith(SLUICE + "-"))
                .filter(name -> able(name, scenario))
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
            if (!able(name, scenario)) {
                throw new IllegalArgumentException("%s cannot do this: %s of the case %s; it is for %s"
                        .formatted(
                                name,
                                scenario.title(),
                                scenario.workload().name(),
                                ALL.keySet().stream()
                                        .filter(other -> able(other, scenario))
                                        .toList()));
            }
        }
    }

    private static boolean able(String name, Scenario scenario) {
        boolean merges = name.startsWith(SLUICE) || SparkMerge.Form.named(name).isPresent();
        boolean writesOrc = !name.startsWith("duckdb") && !name.startsWith("delta");
        boolean adds =
                SparkMerge.Form.named(name).map(SparkMerge.Form::insertsOnly).orElse(false);
        return (merges || !scenario.intoExistingTable())
                && (writesOrc || !scenario.workload().orc())
                && !(adds && scenario.updates());
    }

    /** Starts a contender in this process. */
    static Contender start(String name, Landing landing, Path folder) throws Exception {
        return ALL.get(name).start(landing, folder);
    }
}
