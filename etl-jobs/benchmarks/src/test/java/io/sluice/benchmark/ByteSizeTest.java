package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteSizeTest {
    private final ByteSize sizes = new ByteSize();

    @Test
    void readsPowersOf1024() {
        assertThat(sizes.convert("256m")).isEqualTo(256L << 20);
        assertThat(sizes.convert("0.25G")).isEqualTo(256L << 20);
        assertThat(sizes.convert("1GiB")).isEqualTo(1L << 30);
        assertThat(sizes.convert("123")).isEqualTo(123);
    }

    @Test
    void refusesWhatIsNoSize() {
        assertThatThrownBy(() -> sizes.convert("many")).hasMessageContaining("'many' is no size");
    }
}
