-- Deduplicates a source into a partitioned table: the partitions that the source has are written anew, others stay.
--
-- Use it where one engine alone writes the table and nobody reads while it does. What it loses against a run of Sluice: readers
-- see partitions vanish and come back one by one; a killed statement leaves some of them old, some new, some gone; a late
-- record replaces its whole partition, unless the source holds everything that is in it; nothing is counted or refused.
--
-- Variables: target, a table partitioned by one column, partition; columns, its other columns; source, key and order_by as in
-- row_number.sql.
SET hive.exec.dynamic.partition.mode=nonstrict;
SET spark.sql.sources.partitionOverwriteMode=dynamic;
INSERT OVERWRITE TABLE ${target} PARTITION (${partition})
SELECT ${columns}, ${partition}
FROM (
  SELECT
    ${columns},
    ${partition},
    row_number() OVER (
      PARTITION BY ${partition}, ${key}
      ORDER BY ${order_by} DESC NULLS LAST, ingest_file, ingest_position) AS place
  FROM ${source}) ranked
WHERE place = 1;
