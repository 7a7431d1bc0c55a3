-- How many deliveries lost each day, to whom, and how many of them differ from the winner? From the table of duplicates,
-- which a job with dedup.evidence: all keeps; with evidence: conflicts it holds those that differ alone.
SELECT
  dt,
  count(*) AS deliveries,
  sum(CASE WHEN reason = 'duplicate_in_batch' THEN 1 ELSE 0 END) AS in_batch,
  sum(CASE WHEN reason = 'duplicate_of_existing' THEN 1 ELSE 0 END) AS of_existing,
  sum(CASE WHEN reason = 'superseded' THEN 1 ELSE 0 END) AS superseded,
  sum(CASE WHEN content_equal THEN 0 ELSE 1 END) AS conflicts,
  count(DISTINCT ingest_run) AS runs
FROM ${table}__duplicates
GROUP BY dt
ORDER BY dt;
