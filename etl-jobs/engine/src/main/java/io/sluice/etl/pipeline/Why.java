package io.sluice.etl.pipeline;

import io.sluice.etl.dedup.KeyText;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Duplicates;
import io.sluice.etl.model.Duplicates.Reason;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.publish.Locations;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Answers, in words, why a record is in a table or is not: from the table, its duplicates and its quarantine. */
public final class Why {
    private static final StructType REJECT =
            StructType.fromDDL("file string, position bigint, code string, field string, message string, raw string");
    /** Answers of one kind; a key that a million deliveries share is no reading. */
    private static final int MOST = 20;

    private final JobConfig job;
    private final SparkSession spark;

    public Why(JobConfig job, SparkSession spark) {
        this.job = job;
        this.spark = spark;
    }

    /**
     * What is known of a key.
     *
     * @param key values by key column
     * @throws SluiceException of outcome {@code invalid} when these are not the columns of the job's key
     */
    public List<String> ofKey(Map<String, String> key) throws IOException {
        List<String> columns = job.dedup().key();
        if (columns.isEmpty()) {
            throw SluiceException.invalid("dedup.strategy %s has no key; ask for a delivery with --file and --position"
                    .formatted(job.dedup().strategy().name().toLowerCase(Locale.ROOT)));
        }
        if (!key.keySet().equals(Set.copyOf(columns))) {
            throw SluiceException.invalid("--key names %s, and dedup.key is %s; give each of them once, such as %s"
                    .formatted(
                            key.keySet(),
                            columns,
                            columns.stream()
                                    .map(column -> "--key %s=VALUE".formatted(column))
                                    .collect(Collectors.joining(" "))));
        }
        String subject =
                columns.stream().map(column -> column + " = " + key.get(column)).collect(Collectors.joining(", "));
        Column inTable = functions.lit(true);
        Column inRaw = functions.lit(true);
        for (String path : columns) {
            Column value = functions.lit(key.get(path));
            inTable = inTable.and(
                    functions.col(path).equalTo(value.try_cast(type(path).sql())));
            Column found = functions.get_json_object(functions.col("raw"), jsonPath(path));
            inRaw = inRaw.and(functions.coalesce(
                    found.equalTo(value), functions.col("raw").contains(value)));
        }
        String text = KeyText.of(
                columns.stream().map(column -> normal(column, key.get(column))).toList());
        return answers(subject, inTable, functions.col(Duplicates.KEY).equalTo(text), inRaw);
    }

    /** What is known of a delivery. */
    public List<String> ofDelivery(String file, long position) throws IOException {
        Column delivery = functions
                .col(Lineage.FILE)
                .equalTo(file)
                .and(functions.col(Lineage.POSITION).equalTo(position));
        Column reject = functions
                .col("file")
                .equalTo(file)
                .and(functions.col("position").equalTo(position));
        return answers("%s:%d".formatted(file, position), delivery, delivery, reject);
    }

    private List<String> answers(String subject, Column inTable, Column inDuplicates, Column inQuarantine)
            throws IOException {
        List<String> answers = new ArrayList<>();
        answers.addAll(rows(subject, inTable));
        boolean row = !answers.isEmpty();
        if (!row) {
            answers.add("%s is no row of %s.".formatted(subject, job.table().name()));
        }
        List<String> duplicates = duplicates(inDuplicates);
        answers.addAll(duplicates);
        List<String> rejects = rejects(inQuarantine);
        answers.addAll(rejects);
        if (!row && duplicates.isEmpty() && rejects.isEmpty()) {
            answers.add(nothing());
        }
        return answers;
    }

    private String nothing() {
        Dedup.Evidence evidence = job.dedup().evidence();
        String told =
                switch (evidence) {
                    case ALL -> "No delivery of it lost, as far as dedup.evidence was on";
                    case CONFLICTS -> "dedup.evidence is conflicts, so copies of equal content are not remembered";
                    case NONE -> "dedup.evidence is none, so deliveries that lost are not remembered";
                };
        return told + "; none is in quarantine. If nothing else removed it, it has not been read.";
    }

    private List<String> rows(String subject, Column condition) {
        if (new HiveTableCatalog(spark, job).table().isEmpty()) {
            return List.of();
        }
        List<Column> columns = new ArrayList<>();
        job.table().partitionBy().forEach(field -> columns.add(functions.col(field.column())));
        List.of(Lineage.FILE, Lineage.POSITION, Lineage.RUN).forEach(name -> columns.add(functions.col(name)));
        return found(spark.table(job.table().name().toString()).where(condition), columns).stream()
                .map(row -> {
                    Map<String, Object> partition = new LinkedHashMap<>();
                    job.table()
                            .partitionBy()
                            .forEach(field -> partition.put(field.column(), row.getAs(field.column())));
                    return "%s is a row of %s, partition %s: it came from %s:%s and was written by run %s."
                            .formatted(
                                    subject,
                                    job.table().name(),
                                    partition,
                                    row.getAs(Lineage.FILE),
                                    row.getAs(Lineage.POSITION),
                                    row.getAs(Lineage.RUN));
                })
                .toList();
    }

    private List<String> duplicates(Column condition) {
        TableCatalog catalog = DuplicatesTable.catalog(spark, job);
        JobConfig duplicates = Duplicates.of(job);
        boolean ours = catalog.table()
                .filter(table ->
                        Locations.same(table.location(), duplicates.table().location()))
                .isPresent();
        if (!ours) {
            return List.of();
        }
        List<Column> columns = List.of(
                functions.col(Lineage.RUN),
                functions.col(Lineage.FILE),
                functions.col(Lineage.POSITION),
                functions.col(Duplicates.REASON),
                functions.col(Duplicates.CONTENT_EQUAL),
                functions.col(Duplicates.WINNER_FILE),
                functions.col(Duplicates.WINNER_POSITION));
        return found(spark.table(duplicates.table().name().toString()).where(condition), columns).stream()
                .map(Why::sentence)
                .toList();
    }

    private static String sentence(Row row) {
        String loser = "%s:%s".formatted(row.getAs(Lineage.FILE), row.getAs(Lineage.POSITION));
        String winner = "%s:%s".formatted(row.getAs(Duplicates.WINNER_FILE), row.getAs(Duplicates.WINNER_POSITION));
        String content = row.<Boolean>getAs(Duplicates.CONTENT_EQUAL) ? "the same content" : "other content";
        String run = row.getAs(Lineage.RUN);
        return switch (Reason.valueOf(row.<String>getAs(Duplicates.REASON).toUpperCase(Locale.ROOT))) {
            case DUPLICATE_IN_BATCH ->
                "%s lost to %s in run %s, which read both; the winner has %s.".formatted(loser, winner, run, content);
            case DUPLICATE_OF_EXISTING ->
                "%s lost in run %s to %s, which was a row before; the winner has %s."
                        .formatted(loser, run, winner, content);
            case SUPERSEDED ->
                "%s was a row until run %s, in which it lost to %s; the winner has %s."
                        .formatted(loser, run, winner, content);
            case DELETED -> "%s was deleted by %s in run %s.".formatted(loser, winner, run);
            case DELETION -> "%s is a deletion, and was the newest of its key in run %s.".formatted(loser, run);
        };
    }

    private List<String> rejects(Column condition) throws IOException {
        Path pattern = new Path(job.quarantine().location(), "*/*.jsonl");
        FileStatus[] files =
                pattern.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(pattern);
        if (files == null || files.length == 0) {
            return List.of();
        }
        String[] paths =
                Arrays.stream(files).map(file -> file.getPath().toString()).toArray(String[]::new);
        List<Column> columns = List.of(
                functions.col("file"),
                functions.col("position"),
                functions.col("code"),
                functions.col("field"),
                functions.col("message"));
        Dataset<Row> rejects =
                spark.read().schema(REJECT).option("__globPaths__", "false").json(paths);
        return found(rejects.where(condition), columns).stream()
                .map(row -> "%s:%s is in quarantine: %s%s, %s."
                        .formatted(
                                row.getAs("file"),
                                row.getAs("position"),
                                row.getAs("code"),
                                row.<String>getAs("field").isEmpty() ? "" : " in " + row.getAs("field"),
                                row.getAs("message")))
                .toList();
    }

    private static List<Row> found(Dataset<Row> rows, List<Column> columns) {
        Column[] selected = columns.toArray(Column[]::new);
        return rows.select(selected).distinct().orderBy(selected).limit(MOST).collectAsList();
    }

    /** A value as evidence writes it: whole numbers without signs or zeros that mean nothing, and so on. */
    private String normal(String path, String value) {
        ColumnType type = type(path);
        try {
            if (type instanceof ColumnType.Int32 || type instanceof ColumnType.Int64) {
                return Long.toString(Long.parseLong(value));
            }
            return value;
        } catch (NumberFormatException noNumber) {
            throw SluiceException.invalid("--key %s=%s: %s is a whole number".formatted(path, value, path), noNumber);
        }
    }

    private ColumnType type(String path) {
        return job.schema().at(path).orElseThrow().type();
    }

    /** Where a column's value lies in the raw JSON, in the notation of {@code get_json_object}. */
    private String jsonPath(String path) {
        StringBuilder json = new StringBuilder("$");
        String upTo = "";
        for (String name : path.split("\\.", -1)) {
            upTo = upTo.isEmpty() ? name : upTo + "." + name;
            for (String step : job.schema().at(upTo).orElseThrow().json().path()) {
                json.append("['").append(step).append("']");
            }
        }
        return json.toString();
    }
}
