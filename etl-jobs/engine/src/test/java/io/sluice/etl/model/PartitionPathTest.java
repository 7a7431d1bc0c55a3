package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.apache.hadoop.hive.common.FileUtils;
import org.junit.jupiter.api.Test;

final class PartitionPathTest {
    @Test
    void isEmptyForAWholeTable() {
        assertThat(PartitionPath.values(PartitionPath.WHOLE_TABLE)).isEmpty();
        assertThat(PartitionPath.below("/t/v", PartitionPath.WHOLE_TABLE)).isEqualTo("/t/v");
        assertThat(PartitionPath.below("/t/v", "a=1/b=2")).isEqualTo("/t/v/a=1/b=2");
    }

    @Test
    void writesAColumnAndItsValue() {
        assertThat(PartitionPath.segment("dt", "2021-07-21")).isEqualTo("dt=2021-07-21");
        assertThat(PartitionPath.segment("region", "a/b=c%")).isEqualTo("region=a%2Fb%3Dc%25");
        assertThat(PartitionPath.segment("region", "서울 😀")).isEqualTo("region=서울 😀");
        assertThat(PartitionPath.segment("region", " ")).isEqualTo("region= ");
    }

    @Test
    void putsNullAndEmptyIntoTheDefaultPartition() {
        assertThat(PartitionPath.segment("region", null)).isEqualTo("region=__HIVE_DEFAULT_PARTITION__");
        assertThat(PartitionPath.segment("region", "")).isEqualTo("region=__HIVE_DEFAULT_PARTITION__");
        assertThat(PartitionPath.values("region=__HIVE_DEFAULT_PARTITION__"))
                .containsEntry("region", PartitionPath.NULL_VALUE);
    }

    @Test
    void escapesEveryCharacterThatHiveEscapes() {
        // From 1 on: no file system takes a zero in a name, and Hive leaves it as it is.
        for (int code = 1; code <= Character.MAX_VALUE; code++) {
            String value = "a" + (char) code + "b";
            assertThat(PartitionPath.segment("c", value))
                    .as("U+%04X", code)
                    .isEqualTo("c=" + FileUtils.escapePathName(value));
        }
    }

    @Test
    void readsColumnsInTheirOrder() {
        assertThat(PartitionPath.values("dt=2021-07-21/hour=03/region=a%2Fb%3Dc"))
                .containsExactly(entry("dt", "2021-07-21"), entry("hour", "03"), entry("region", "a/b=c"));
    }

    @Property
    void readsBackWhateverItWrote(@ForAll @NotEmpty String first, @ForAll @NotEmpty String second) {
        String path = PartitionPath.segment("first", first) + "/" + PartitionPath.segment("second", second);

        assertThat(PartitionPath.values(path)).containsExactly(entry("first", first), entry("second", second));
    }

    @Property
    void ordersPathsAsUnsignedBytes(@ForAll String left, @ForAll String right) {
        int expected =
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(PartitionPath.compareAsBytes(left, right))).isEqualTo(Integer.signum(expected));
    }

    @Test
    void putsAnEmojiAfterLettersThatUtf16WouldPutAfterIt() {
        assertThat(PartitionPath.compareAsBytes("\uFF21", "😀")).isNegative();
        assertThat("\uFF21".compareTo("😀")).isPositive();
    }
}
