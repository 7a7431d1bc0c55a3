package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.OffsetRange;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

final class OffsetsSeenTest {
    private static final StructType TYPES = StructType.fromDDL("topic string, part int, off bigint");
    private static final Dedup DEDUP = Dedup.byKey(List.of("topic", "part", "off"), Dedup.Keep.LATEST, List.of());

    private final NarrowEncoder encoder = new NarrowEncoder(DEDUP, TYPES, TYPES);
    private final KeyText text = new KeyText(DEDUP, TYPES);

    @Property(tries = 300)
    void tellsRangesHoweverTheOffsetsCameAndTravelled(
            @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 50) Long> offsets) {
        OffsetsSeen first = new OffsetsSeen();
        OffsetsSeen second = new OffsetsSeen();
        for (int i = 0; i < offsets.size(); i++) {
            add(i % 2 == 0 ? first : second, 3, offsets.get(i));
        }
        OffsetsSeen all = new OffsetsSeen();
        all.addAll(first.toBytes());
        all.addAll(second.toBytes());

        assertThat(all.ranges())
                .isEqualTo(OffsetRange.merged(offsets.stream()
                        .map(offset -> new OffsetRange("orders/3", offset, offset))
                        .toList()));
    }

    @Example
    void tellsSourcesApartAndLeavesOutWhatIsNoPlace() {
        OffsetsSeen seen = new OffsetsSeen();
        add(seen, 1, 5);
        add(seen, 0, 0);
        add(seen, 1, 6);
        add(seen, 1, -1);
        add(seen, 1, Long.MAX_VALUE);

        assertThat(seen.ranges())
                .containsExactly(
                        new OffsetRange("orders/0", 0, 0),
                        new OffsetRange("orders/1", 5, 6),
                        new OffsetRange("orders/1", Long.MAX_VALUE, Long.MAX_VALUE));
    }

    private void add(OffsetsSeen seen, int partition, long offset) {
        byte[] row = encoder.landed(
                new GenericInternalRow(new Object[] {UTF8String.fromString("orders"), partition, offset}),
                0,
                0,
                1,
                false);
        seen.add(NarrowRow.key(row), text.lastBytes(), text);
    }
}
