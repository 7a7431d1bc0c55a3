package io.sluice.etl.pipeline;

import io.sluice.etl.audit.Auditor;
import io.sluice.etl.config.LayoutCheck;
import io.sluice.etl.dedup.Deletes;
import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.journal.TableFolder;
import io.sluice.etl.landing.DateRange;
import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Layout;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.hive.CreateTable;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;

/** What can be checked before a run touches anything. */
public final class Preflight {
    /** Files that a warning names. */
    private static final int MOST_NAMED = 5;

    private Preflight() {}

    /** Reads a landing layout for the configuration, which does not know the landing room. */
    public static LayoutCheck.Facts layout(String pattern) {
        Layout layout = Layout.parse(pattern);
        return new LayoutCheck.Facts(layout.dated(), layout.hourly());
    }

    /**
     * Reads the landing dates of a run.
     *
     * @param from null together with {@code to} when every new file is meant
     * @throws SluiceException of outcome {@code invalid} when they are no dates, or the layout has none
     */
    public static DateRange dates(JobConfig job, String from, String to) {
        if (from == null) {
            return DateRange.ALL;
        }
        Layout layout = Layout.parse(job.landing().layout());
        if (!layout.dated()) {
            throw SluiceException.invalid(
                    "landing.layout %s has no {date}, so %s names no files; leave the date out to read every new file"
                            .formatted(job.landing().layout(), from));
        }
        try {
            DateRange dates = DateRange.parse(from, to);
            if (dates.hourly() && !layout.hourly()) {
                throw SluiceException.invalid(
                        "landing.layout %s has no {hour}, so an hour (%s to %s) names no files; give days"
                                .formatted(job.landing().layout(), from, to));
            }
            return dates;
        } catch (IllegalArgumentException problem) {
            throw SluiceException.invalid(problem.getMessage(), problem);
        }
    }

    /**
     * The days of a range of landing dates, in order.
     *
     * @throws SluiceException of outcome {@code invalid} as {@link #dates}
     */
    public static List<String> days(JobConfig job, String from, String to) {
        DateRange range = dates(job, from, to);
        return range.from()
                .day()
                .datesUntil(range.to().day().plusDays(1))
                .map(LocalDate::toString)
                .toList();
    }

    /** The statements that make a job's database and table, in order. */
    public static List<String> ddl(JobConfig job) {
        CreateTable statements = new CreateTable(job);
        return List.of(statements.databaseStatement(), statements.tableStatement());
    }

    /**
     * Makes sure that the landing is there.
     *
     * @throws SluiceException of outcome {@code invalid} when it is not
     */
    public static void landing(JobConfig job, Configuration configuration) throws IOException {
        new LandingDiscovery(
                        configuration,
                        job.landing().path(),
                        Layout.parse(job.landing().layout()),
                        job.landing().format().leftAlone())
                .requireRoot();
    }

    /**
     * Checks the table against the job, changing nothing.
     *
     * @return what the user should know
     */
    public static List<String> table(JobConfig job, SparkSession spark) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        new Auditor(spark, job).verifyChecks();
        new Deletes(job).verify(spark);
        TableHistory history = new FileJournal(job.table().location(), configuration).history();
        new Target(
                        job,
                        new HiveTableCatalog(spark, job),
                        new TableFolder(job.table().location(), configuration))
                .verify(history);
        Rooms.log(spark, job).verifyOwned(history);
        List<String> warnings = new ArrayList<>();
        history.open()
                .ifPresent(
                        slot -> warnings.add("slot %d, prepared by run %s, was never closed; the next run finishes it"
                                .formatted(slot.number(), slot.runId())));
        List<String> otherSchema = history.underOtherSchema(job.schema().fingerprint());
        if (!otherSchema.isEmpty()) {
            warnings.add(
                    "%d files were published under another schema: %s%s. Their rows are as they were then; sluice run --reprocess with their dates reads them again"
                            .formatted(
                                    otherSchema.size(),
                                    String.join(", ", otherSchema.subList(0, Math.min(MOST_NAMED, otherSchema.size()))),
                                    otherSchema.size() > MOST_NAMED ? ", ..." : ""));
        }
        return warnings;
    }
}
