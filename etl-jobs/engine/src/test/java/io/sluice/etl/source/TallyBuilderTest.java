package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.RejectCode;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class TallyBuilderTest {
    private final TallyBuilder tally = new TallyBuilder("2021-07-21/a.json", FilePart.WHOLE);

    @Test
    void countsNothingOfAnEmptyFile() {
        assertThat(tally.build()).isEqualTo(new FileTally("2021-07-21/a.json", Map.of(), Map.of(), Map.of()));
    }

    @Test
    void countsRowsByPartitionRejectsByCodeAndUnknownFieldsByPath() {
        accept("dt=1", "a", "b.c");
        accept("dt=2", "a");
        accept("dt=1");
        tally.rejected(RejectCode.BAD_TIME);
        tally.rejected(RejectCode.MALFORMED_JSON);
        tally.rejected(RejectCode.BAD_TIME);

        FileTally built = tally.build();

        assertThat(built)
                .isEqualTo(new FileTally(
                        "2021-07-21/a.json",
                        Map.of("dt=1", 2L, "dt=2", 1L),
                        Map.of(RejectCode.BAD_TIME, 2L, RejectCode.MALFORMED_JSON, 1L),
                        Map.of("a", 2L, "b.c", 1L)));
        assertThat(built.read()).isEqualTo(6);
        assertThat(SerializationUtils.roundtrip(built)).isEqualTo(built);
    }

    @Test
    void doesNotGrowWithNamesThatAreData() {
        for (int i = 0; i < 1_500; i++) {
            accept("dt=1", "known", "user_%04d".formatted(i));
        }

        Map<String, Long> unknown = tally.build().unknownFields();

        assertThat(unknown).hasSize(1_001).containsEntry("known", 1_500L).containsEntry("(other)", 501L);
        // Those that came first have room, in every run.
        assertThat(unknown)
                .containsEntry("user_0000", 1L)
                .containsEntry("user_0998", 1L)
                .doesNotContainKey("user_0999");
        assertThat(unknown.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3_000);
    }

    @Test
    void countsRecordsOfTwoKindsInTurn() {
        List<String> one = List.of("a", "b");
        List<String> other = List.of("b");
        for (int i = 0; i < 5; i++) {
            tally.accepted(UTF8String.fromString("dt=1"), one);
            tally.accepted(UTF8String.fromString("dt=1"), other);
        }

        assertThat(tally.build().unknownFields()).isEqualTo(Map.of("a", 5L, "b", 10L));
    }

    private void accept(String partition, String... unknown) {
        tally.accepted(UTF8String.fromString(partition), List.of(unknown));
    }
}
