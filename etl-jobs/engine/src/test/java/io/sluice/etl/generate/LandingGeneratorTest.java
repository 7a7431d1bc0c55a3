package io.sluice.etl.generate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.etl.generate.LandingPlan.Compression;
import io.sluice.etl.generate.LandingReader.Delivery;
import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingGeneratorTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 7, 21);
    private static final Rates MISERABLE = new Rates(0.05, 0.05, 0.05, 0.05, 0.05, 0.05);
    private static final LandingPlan SMALL =
            new LandingPlan(7, FIRST_DAY, 5, 6, 1500, Compression.MIXED, MISERABLE, true, true);

    @TempDir
    private Path folder;

    @Test
    void countsWhatIsReallyThere() throws IOException {
        GeneratedLanding landing = new LandingGenerator(SMALL).write(folder);

        assertThat(landing.days()).isEqualTo(new LandingReader(folder).days());
        assertThat(landing.rows())
                .isEqualTo(landing.rowsByEventDay().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(new LandingReader(folder)
                        .deliveries().stream()
                                .filter(delivery -> delivery.reject() == null)
                                .map(Delivery::id)
                                .distinct()
                                .count());
    }

    @Test
    void countsWhatIsReallyThereInOneFileADay() throws IOException {
        LandingPlan plan = new LandingPlan(3, FIRST_DAY, 2, 1, 240, Compression.GZIP, MISERABLE, true, true);

        GeneratedLanding landing = new LandingGenerator(plan).write(folder);

        assertThat(landing.days()).isEqualTo(new LandingReader(folder).days());
    }

    @Test
    void deliversEveryEventOnceWhereNothingGoesWrong() throws IOException {
        LandingPlan plan = new LandingPlan(1, FIRST_DAY, 2, 24, 2000, Compression.NONE, Rates.NONE, false, false);

        GeneratedLanding landing = new LandingGenerator(plan).write(folder);

        assertThat(landing.rowsByEventDay())
                .isEqualTo(new TreeMap<>(Map.of(FIRST_DAY, 2000L, FIRST_DAY.plusDays(1), 2000L)));
        assertThat(landing.days()).isEqualTo(new LandingReader(folder).days()).allSatisfy(day -> {
            assertThat(day.read()).isEqualTo(2000);
            assertThat(day.ignoredFiles()).isZero();
        });
    }

    @Test
    void writesTheSameBytesWhateverTheNumberOfThreads() throws IOException {
        new LandingGenerator(SMALL, 1).write(folder.resolve("one"));
        new LandingGenerator(SMALL, 4).write(folder.resolve("four"));

        assertSameFiles(folder.resolve("one"), folder.resolve("four"));
    }

    @Test
    void beginsALongerLandingWithTheFilesOfTheShorterOne() throws IOException {
        LandingPlan shorter = new LandingPlan(7, FIRST_DAY, 2, 6, 1500, Compression.MIXED, MISERABLE, true, true);
        new LandingGenerator(SMALL).write(folder.resolve("longer"));
        new LandingGenerator(shorter).write(folder.resolve("shorter"));

        for (Path day : LandingReader.sorted(folder.resolve("shorter"))) {
            assertSameFiles(folder.resolve("longer").resolve(day.getFileName()), day);
        }
    }

    @Test
    void damagesRecordsInEveryWay() {
        GeneratedLanding landing = new LandingGenerator(SMALL).write(folder);

        assertThat(landing.days().get(0).rejected())
                .containsOnlyKeys(
                        RejectCode.MALFORMED_JSON,
                        RejectCode.BAD_ENCODING,
                        RejectCode.NOT_AN_OBJECT,
                        RejectCode.MISSING_FIELD,
                        RejectCode.NULL_VALUE,
                        RejectCode.TYPE_MISMATCH,
                        RejectCode.OUT_OF_RANGE,
                        RejectCode.BAD_TIME,
                        RejectCode.TRUNCATED)
                .containsEntry(RejectCode.TRUNCATED, 1L);
    }

    @Test
    void repeatsEveryByteOfARedeliveryAndKeepsTheDayOfAConflict() throws IOException {
        new LandingGenerator(SMALL).write(folder);

        Map<String, List<Delivery>> byId = new LandingReader(folder)
                .deliveries().stream()
                        .filter(delivery ->
                                delivery.reject() == null && !delivery.file().contains("-1"))
                        .collect(groupingBy(Delivery::id));

        assertThat(byId.values()).allSatisfy(deliveries -> {
            assertThat(deliveries).hasSizeLessThanOrEqualTo(2);
            Delivery first = deliveries.get(0);
            Delivery last = deliveries.get(deliveries.size() - 1);
            assertThat(last.eventDay()).isEqualTo(first.eventDay());
            if (!last.text().equals(first.text())) {
                assertThat(last.text()).contains("?v=2\"},\"repo\"");
                assertThat(last.tree().get("created_at").textValue())
                        .isGreaterThanOrEqualTo(first.tree().get("created_at").textValue());
            }
        });
    }

    @Test
    void goesWrongAsOftenAsTheRatesSay() throws IOException {
        Rates rates = Rates.TYPICAL;
        LandingPlan plan = new LandingPlan(11, FIRST_DAY, 7, 24, 10_000, Compression.NONE, rates, false, false);
        new LandingGenerator(plan).write(folder);

        List<Delivery> deliveries = new LandingReader(folder).deliveries();
        double events = plan.days() * plan.eventsPerDay();
        Map<String, List<Delivery>> byId = deliveries.stream()
                .filter(delivery -> delivery.reject() == null)
                .collect(groupingBy(Delivery::id));
        double copiesOfFirstDays = 0;
        double conflicts = 0;
        for (List<Delivery> same : byId.values()) {
            boolean settled = same.get(0).eventDay().isBefore(FIRST_DAY.plusDays(4));
            boolean conflict =
                    !same.get(0).text().equals(same.get(same.size() - 1).text());
            conflicts += settled && conflict ? 1 : 0;
            copiesOfFirstDays += settled && same.size() > 1 ? 1 : 0;
        }
        double lateOfFirstDays = deliveries.stream()
                .filter(delivery -> delivery.reject() == null
                        && byId.get(delivery.id()).get(0) == delivery
                        && !delivery.file().startsWith(delivery.eventDay().toString())
                        && delivery.eventDay().isBefore(FIRST_DAY.plusDays(4)))
                .count();
        double settledEvents = 4 * plan.eventsPerDay();
        assertThat(copiesOfFirstDays / settledEvents).isCloseTo(rates.copies(), within(0.003));
        assertThat(lateOfFirstDays / settledEvents).isCloseTo(rates.late(), within(0.001));
        assertThat(conflicts / settledEvents).isCloseTo(rates.conflicting(), within(0.001));
        assertThat(deliveries.size() / events).isCloseTo(1 + rates.copies(), within(0.006));
        assertThat(deliveries.stream()
                                .filter(delivery -> delivery.reject() != null)
                                .count()
                        / events)
                .isCloseTo(rates.malformed(), within(0.0003));
    }

    @Test
    void meetsThePlannedSize() {
        long bytesPerDay = 20_000_000;

        GeneratedLanding landing =
                new LandingGenerator(LandingPlan.ofSize(FIRST_DAY, 4, bytesPerDay, Compression.NONE)).write(folder);

        assertThat(landing.days()).allSatisfy(day -> assertThat((double) day.decompressedBytes() / bytesPerDay)
                .isCloseTo(1, within(0.05)));
    }

    @Test
    void mixesTypesAndSizesAsGithubDoes() throws IOException {
        LandingPlan plan = new LandingPlan(5, FIRST_DAY, 1, 24, 20_000, Compression.NONE, Rates.NONE, false, false);
        new LandingGenerator(plan).write(folder);

        List<Delivery> deliveries = new LandingReader(folder).deliveries();
        Map<String, Long> types = deliveries.stream()
                .collect(groupingBy(delivery -> delivery.tree().get("type").textValue(), counting()));
        Map<String, Long> repositories = deliveries.stream()
                .collect(groupingBy(
                        delivery -> delivery.tree().get("repo").get("name").textValue(), counting()));

        assertThat(types).hasSize(12);
        assertThat(types.get("PushEvent") / 20_000.0).isCloseTo(0.5, within(0.02));
        assertThat(deliveries.stream().mapToInt(delivery -> delivery.text().length()))
                .anyMatch(length -> length > 15_000)
                .anyMatch(length -> length < 500)
                .noneMatch(length -> length > 40_000);
        assertThat(repositories.values()).anyMatch(events -> events > 50);
        assertThat(repositories).hasSizeGreaterThan(5000);
        assertThat(deliveries.stream().map(Delivery::text))
                .anyMatch(text -> text.contains("오타"))
                .anyMatch(text -> text.contains("🚀"))
                .anyMatch(text -> text.contains("\\u00e9"))
                .anyMatch(text -> text.contains("\\\"dry run\\\""));
    }

    @Test
    void happensWithinTheHourOfItsFileInOrderOfIds() throws IOException {
        LandingPlan plan = new LandingPlan(5, FIRST_DAY, 2, 12, 1000, Compression.NONE, Rates.NONE, false, false);
        new LandingGenerator(plan).write(folder);

        List<Delivery> deliveries = new LandingReader(folder).deliveries();

        assertThat(deliveries).allSatisfy(delivery -> {
            String time = delivery.tree().get("created_at").textValue();
            int hour = Integer.parseInt(delivery.file().substring(11, 13));
            assertThat(delivery.file()).startsWith(time.substring(0, 10));
            assertThat(Integer.parseInt(time.substring(11, 13))).isBetween(hour, hour + 1);
        });
        assertThat(deliveries.stream().map(Delivery::id)).isSorted().doesNotHaveDuplicates();
        assertThat(deliveries.stream()
                        .map(delivery -> delivery.tree().get("created_at").textValue()))
                .isSorted();
    }

    @Test
    void addsFieldsTheSchemaDoesNotKnowOnLaterDays() throws IOException {
        LandingPlan plan = new LandingPlan(5, FIRST_DAY, 3, 1, 500, Compression.NONE, Rates.NONE, false, false);
        new LandingGenerator(plan).write(folder);

        Map<LocalDate, Boolean> pushesNameRepository = new TreeMap<>();
        Map<LocalDate, Boolean> eventsNameVersion = new TreeMap<>();
        for (Delivery delivery : new LandingReader(folder).deliveries()) {
            pushesNameRepository.merge(
                    delivery.eventDay(), delivery.tree().get("payload").has("repository_id"), Boolean::logicalOr);
            eventsNameVersion.merge(delivery.eventDay(), delivery.tree().has("api_version"), Boolean::logicalOr);
        }

        assertThat(pushesNameRepository.values()).containsExactly(false, true, true);
        assertThat(eventsNameVersion.values()).containsExactly(false, false, true);
    }

    @Test
    void hasOneOddFileOfEachKindADay() throws IOException {
        new LandingGenerator(SMALL).write(folder);

        for (Path day : LandingReader.sorted(folder)) {
            List<Path> whole = LandingReader.landed(day).stream()
                    .filter(file -> !file.getFileName().toString().contains("-1"))
                    .toList();
            List<byte[]> contents = new ArrayList<>();
            int filesOfTwoMembers = 0;
            for (Path file : whole) {
                contents.add(LandingReader.content(file));
                filesOfTwoMembers += file.toString().endsWith(".gz") && members(file) == 2 ? 1 : 0;
            }

            assertThat(contents)
                    .filteredOn(content -> content[0] == (byte) 0xEF)
                    .hasSize(1);
            assertThat(contents)
                    .filteredOn(content -> content[content.length - 1] != '\n')
                    .hasSize(1);
            assertThat(contents)
                    .filteredOn(content -> new String(content, StandardCharsets.ISO_8859_1).contains("\r\n\r\n"))
                    .hasSize(1);
            assertThat(filesOfTwoMembers).isOne();
            assertThat(day.resolve("_SUCCESS")).isEmptyFile();
            assertThat(LandingReader.sorted(day))
                    .filteredOn(file -> file.toString().endsWith(".json.tmp"))
                    .hasSize(1);
        }
    }

    private static int members(Path file) throws IOException {
        byte[] stored = Files.readAllBytes(file);
        int members = 0;
        for (int at = 0; at < stored.length - 10; at++) {
            if (stored[at] == 0x1F && stored[at + 1] == (byte) 0x8B && stored[at + 2] == 8 && opens(stored, at)) {
                members++;
            }
        }
        return members;
    }

    private static boolean opens(byte[] stored, int at) {
        try (GZIPInputStream member = new GZIPInputStream(new ByteArrayInputStream(stored, at, stored.length - at))) {
            return member.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertSameFiles(Path one, Path other) throws IOException {
        try (Stream<Path> files = Files.walk(one)) {
            List<Path> plain = files.filter(Files::isRegularFile).toList();
            assertThat(plain).isNotEmpty();
            for (Path file : plain) {
                assertThat(other.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }
}
