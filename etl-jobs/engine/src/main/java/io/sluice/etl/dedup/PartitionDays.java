package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup.Lookback;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the days of partitions by their names, and which partitions lie in each other's windows. */
public final class PartitionDays {
    private final PartitionField field;
    private final Lookback lookback;

    public PartitionDays(JobConfig job) {
        this.field = job.dayPartition().orElse(null);
        this.lookback = job.dedup().lookback();
    }

    /** Those of some partitions that lie in the window of at least one of others. */
    public List<String> around(Collection<String> touched, Collection<String> candidates) {
        List<Place> places = touched.stream().map(name -> place(0, name)).toList();
        List<String> around = new ArrayList<>();
        for (String candidate : candidates) {
            Place place = place(0, candidate);
            if (places.stream().anyMatch(other -> inWindow(other, place))) {
                around.add(candidate);
            }
        }
        return around;
    }

    private boolean inWindow(Place left, Place right) {
        if (lookback.equals(Lookback.ALL) || left.partition().equals(right.partition())) {
            return true;
        }
        if (lookback.equals(Lookback.NONE)) {
            return false;
        }
        return left.hasDay() == right.hasDay() && (!left.hasDay() || left.daysTo(right) <= lookback.days());
    }

    Place place(int number, String partition) {
        String value = field == null ? null : PartitionPath.values(partition).get(field.column());
        if (value == null || value.equals(PartitionPath.NULL_VALUE)) {
            return new Place(number, partition, Place.NO_DAY, Place.NO_DAY);
        }
        try {
            if (field.transform() == PartitionField.Transform.MONTH) {
                YearMonth month = YearMonth.parse(value);
                return new Place(
                        number,
                        partition,
                        month.atDay(1).toEpochDay(),
                        month.atEndOfMonth().toEpochDay());
            }
            long day = LocalDate.parse(value).toEpochDay();
            return new Place(number, partition, day, day);
        } catch (DateTimeException noDay) {
            return new Place(number, partition, Place.NO_DAY, Place.NO_DAY);
        }
    }
}
