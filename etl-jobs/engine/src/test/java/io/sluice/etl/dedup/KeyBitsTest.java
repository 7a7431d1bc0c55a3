package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBitsTest {
    private static final int LOOKS = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 1_000_000})
    void holdsEveryKeyAndFewOthers(int count) {
        SplittableRandom random = new SplittableRandom(count);
        long[] hashes = random.longs(count).toArray();
        KeyBits some = new KeyBits(count);
        KeyBits others = new KeyBits(count);
        for (int i = 0; i < count; i++) {
            (i % 3 == 0 ? some : others).add(hashes[i]);
        }
        KeyBits all = some.plus(others);

        assertThat(Arrays.stream(hashes)).allMatch(all::mayHold);
        assertThat(random.longs(LOOKS).filter(all::mayHold).count()).isLessThan(LOOKS / 150);
    }
}
