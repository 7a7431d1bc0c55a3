package io.sluice.etl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.etl.model.AuditVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the rooms. */
final class ArchitectureTest {
    private static final String ROOT = "io.sluice.etl.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice.etl");

    /** Each room, and the rooms it may look into. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("config", Set.of("model", "schema")),
            Map.entry("schema", Set.of("model")),
            Map.entry("landing", Set.of("model")),
            Map.entry("framing", Set.of("model")),
            Map.entry("structure", Set.of("model")),
            Map.entry("block", Set.of("model")),
            Map.entry("source", Set.of("model", "framing", "structure", "block")),
            Map.entry("dedup", Set.of("model")),
            Map.entry("sink", Set.of("model", "schema", "block")),
            Map.entry("audit", Set.of("model")),
            Map.entry("publish", Set.of("model")),
            Map.entry("journal", Set.of("model")),
            Map.entry("report", Set.of("model")),
            Map.entry("generate", Set.of("model")),
            Map.entry(
                    "pipeline",
                    Set.of(
                            "model",
                            "config",
                            "schema",
                            "landing",
                            "framing",
                            "structure",
                            "source",
                            "dedup",
                            "sink",
                            "audit",
                            "publish",
                            "journal",
                            "report")),
            Map.entry("cli", Set.of("model", "config", "pipeline", "report", "generate")));

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void looksIntoNoOtherRoomThanItMay(String room) {
        String[] forbidden = ROOMS.keySet().stream()
                .filter(other -> !other.equals(room) && !ROOMS.get(room).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsARoom() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Assertions.assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws Exception {
        Path sources = Path.of("src/main/java");
        Set<Path> packages = CLASSES.stream()
                .map(found -> sources.resolve(found.getPackageName().replace('.', '/')))
                .collect(Collectors.toSet());
        for (Path folder : packages) {
            Assertions.assertThat(Files.exists(folder.resolve("package-info.java")))
                    .as("%s/package-info.java", folder)
                    .isTrue();
        }
    }

    @Test
    void theRoomsThatReadAndDescribeKnowNoSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("model", "config", "schema", "framing", "structure", "block", "generate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(CLASSES);
    }

    @Test
    void theModelKnowsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "model..")
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycle() {
        slices().matching("io.sluice.etl.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNeitherClockNorChance() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(packages("structure", "dedup", "audit"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class, UUID.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Math.class, "random");
        rule.check(CLASSES);
    }

    @Test
    void aPassedVerdictIsMadeByItsFactoryAlone() {
        JavaClass passed = CLASSES.get(AuditVerdict.Passed.class);
        List<String> callers = passed.getConstructors().stream()
                .map(JavaConstructor::getCallsOfSelf)
                .flatMap(Set::stream)
                .map(call -> call.getOriginOwner().getName())
                .distinct()
                .toList();
        Assertions.assertThat(callers).containsExactly(AuditVerdict.class.getName());
        Assertions.assertThat(AuditVerdict.Passed.class.getConstructors()).isEmpty();
    }

    @Test
    void noRoomIsALumberRoom() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..manager..", "..helper..")
                .check(CLASSES);
    }

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> ROOT + room + "..").toArray(String[]::new);
    }
}
