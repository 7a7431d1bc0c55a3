package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.lang3.SerializationUtils;

final class PositionSetTest {
    @Property(tries = 200)
    void holdsWhatWasPutInAndNothingElse(@ForAll Set<@LongRange Long> positions, @ForAll Set<@LongRange Long> others) {
        PositionSet set = of(positions);

        assertThat(set.count()).isEqualTo(positions.size());
        assertThat(positions).allMatch(set::contains);
        others.forEach(other -> assertThat(set.contains(other)).isEqualTo(positions.contains(other)));
    }

    @Property(tries = 200)
    void travelsWhole(@ForAll Set<@LongRange Long> positions) {
        PositionSet travelled = SerializationUtils.roundtrip(of(positions));

        assertThat(travelled.count()).isEqualTo(positions.size());
        assertThat(positions).allMatch(travelled::contains);
    }

    @Example
    void countsAPositionOnce() {
        PositionSet set = of(Set.of(1L, 2L));
        set.addAll(of(Set.of(2L, Long.MAX_VALUE)));
        set.add(1);

        assertThat(set.count()).isEqualTo(3);
        assertThat(set.contains(Long.MAX_VALUE)).isTrue();
        assertThat(set.contains(0)).isFalse();
    }

    private static PositionSet of(Set<Long> positions) {
        PositionSet set = new PositionSet();
        positions.forEach(set::add);
        return set;
    }
}
