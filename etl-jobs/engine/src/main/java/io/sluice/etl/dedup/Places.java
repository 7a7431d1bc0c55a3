package io.sluice.etl.dedup;

import io.sluice.etl.model.Decision;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.Tombstones;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The partitions of a decision, by what narrow rows say of them. */
final class Places implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<Long, Place> byPartition = new HashMap<>();
    private final ArrayList<Place> byDataFile = new ArrayList<>();

    private Places() {}

    /**
     * Collects places.
     *
     * @param batch names of the partitions that rows of the batch belong to
     * @param dataFiles in the order of their numbers
     * @throws SluiceException of outcome {@code failed} when two names have one id, which no run will ever see
     */
    static Places of(PartitionDays days, Collection<String> batch, List<Decision.DataFileKey> dataFiles) {
        Places places = new Places();
        Map<String, Place> byName = new HashMap<>();
        for (String name : batch) {
            Place place = byName.computeIfAbsent(name, partition -> days.place(byName.size(), partition));
            Place other = places.byPartition.put(PartitionId.of(name), place);
            if (other != null && !other.equals(place)) {
                throw SluiceException.failed("partitions %s and %s have the same hash; read them in two runs"
                        .formatted(other.partition(), name));
            }
        }
        for (Decision.DataFileKey dataFile : dataFiles) {
            places.byDataFile.add(byName.computeIfAbsent(
                    Tombstones.partition(dataFile.partition()), partition -> days.place(byName.size(), partition)));
        }
        return places;
    }

    Place of(byte[] row) {
        return NarrowRow.isPublished(row)
                ? byDataFile.get(NarrowRow.dataFile(row))
                : byPartition.get(NarrowRow.partition(row));
    }
}
