package io.sluice.benchmark;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.time.LocalDate;

/**
 * What is measured: which days land, which of them are in the table before the clock starts, and what a duplicate is.
 *
 * <p>The days land one after the other from {@link #FIRST_DAY}: first those that exist, then those that are measured.
 * It travels to the process of a contender as JSON.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FirstLoad.class, name = "load"),
    @JsonSubTypes.Type(value = Incremental.class, name = "incremental"),
    @JsonSubTypes.Type(value = Nightly.class, name = "nightly")
})
sealed interface Scenario permits FirstLoad, Incremental, Nightly {
    LocalDate FIRST_DAY = LocalDate.of(2021, 7, 21);

    /** The records, the landed files' compression and the table's format. */
    Workload workload();

    /** What lands, for the head of the table of results. */
    String title();

    /** Where its landing lies below the folder of landings; scenarios that share one name the same. */
    String landingFolder();

    /** How many days are in the table before the clock starts. */
    int days();

    /** How many days land while the clock runs. */
    int landings();

    /** Whether each measured day makes a new table. */
    boolean intoNewTable();

    /** Whether the measured days go, one after the other, into the table that exists. */
    boolean intoExistingTable();

    /** Whether an id is unique in the whole table; in its partition otherwise. */
    boolean wholeTable();

    /** Whether a later delivery of an id may differ from the earlier ones, so that rows must be updated. */
    boolean updates();

    /** Generates the schema and all days. */
    void write(Landing landing) throws IOException;
}
