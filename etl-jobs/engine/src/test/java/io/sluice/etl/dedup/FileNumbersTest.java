package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.SluiceException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.lang3.SerializationUtils;

final class FileNumbersTest {
    @Property(tries = 200)
    void numbersFollowThePathsAsBytes(@ForAll List<String> batch, @ForAll List<String> published) {
        FileNumbers numbers = FileNumbers.of(batch, published);

        for (String left : batch) {
            assertThat(numbers.path(numbers.of(left))).isEqualTo(left);
            for (String right : published) {
                assertThat(Integer.signum(Integer.compare(numbers.of(left), numbers.of(right))))
                        .isEqualTo(Integer.signum(PartitionPath.compareAsBytes(left, right)));
            }
        }
    }

    @Example
    void givesOneNumberToAFileOfBoth() {
        FileNumbers numbers = FileNumbers.of(List.of("b", "a"), List.of("a", "c"));

        assertThat(List.of(numbers.of("a"), numbers.of("b"), numbers.of("c"))).containsExactly(0, 1, 2);
    }

    @Example
    void putsCapitalsFirstAndEmojiLast() {
        FileNumbers numbers = FileNumbers.of(List.of("a", "😀", "\uFF21", "B", "서"), List.of());

        assertThat(List.of(numbers.path(0), numbers.path(1), numbers.path(2), numbers.path(3), numbers.path(4)))
                .containsExactly("B", "a", "서", "\uFF21", "😀");
    }

    @Example
    void travelsToTheExecutors() {
        FileNumbers numbers = SerializationUtils.roundtrip(FileNumbers.of(List.of("b", "a"), List.of()));

        assertThat(numbers.of("b")).isEqualTo(1);
    }

    @Example
    void refusesAFileThatNobodyKnows() {
        assertThatThrownBy(() -> FileNumbers.of(List.of("a"), List.of("b")).of("z.json"))
                .isInstanceOfSatisfying(SluiceException.class, failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                    assertThat(failure).hasMessageContaining("z.json");
                });
    }
}
