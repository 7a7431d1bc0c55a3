-- One row a key and partition: the newest delivery, and of equally new ones the one whose file and position sort first.
-- This is the rule by which Sluice decides, so both give the same rows of the same source.
--
-- Use it where a source table with lineage (ingest_file, ingest_position) exists and is read whole.
-- What it loses against a run of Sluice: records that never became rows, because nobody counts them; late copies of keys
-- whose partition is not in the source; and speed, because it sorts whole rows by key.
--
-- Variables: source, a table; partition and key, columns (several with commas); order_by, the column that says what is newer;
-- columns, what to give.
SELECT ${columns}
FROM (
  SELECT
    ${columns},
    row_number() OVER (
      PARTITION BY ${partition}, ${key}
      ORDER BY ${order_by} DESC NULLS LAST, ingest_file, ingest_position) AS place
  FROM ${source}) ranked
WHERE place = 1
ORDER BY ${partition}, ${key};
