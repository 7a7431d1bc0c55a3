package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class FilePartsPropertyTest {
    private static final Limits LIMITS = new Limits(40, 100, 1000, 1000);

    @Property(tries = 2000)
    void givesTheSameRecordsAtTheSamePositionsInAnyNumberOfParts(
            @ForAll("files") String file, @ForAll @IntRange(min = 1, max = 60) int parts) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        List<String> together = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long from = (long) bytes.length * i / parts;
            long to = i == parts - 1 ? Long.MAX_VALUE : (long) bytes.length * (i + 1) / parts;
            int start = (int) Math.max(0, from - 1);
            together.addAll(Sliced.of(
                    NdjsonSlices.part(new ByteArrayInputStream(bytes, start, bytes.length - start), LIMITS, from, to)));
        }

        assertThat(together).isEqualTo(Sliced.of(new NdjsonSlices(new ByteArrayInputStream(bytes), LIMITS)));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "{\"id\":1}",
                        "\n",
                        "\r\n",
                        "  ",
                        "\0\0",
                        "\ufeff",
                        "{\"x\":\"" + "y".repeat(60) + "\"}",
                        "rubbish",
                        "\t{}")
                .list()
                .ofMaxSize(20)
                .map(pieces -> pieces.stream().collect(Collectors.joining()));
    }
}
