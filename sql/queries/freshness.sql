-- How fresh is the table: its newest partition and event, how many hours ago that event happened, and the newest run
-- that left rows. Run ids that Sluice makes up begin with the time of the run and sort by it. Ids given with --run-id
-- sort as the caller chose them.
SELECT
  max(dt) AS newest_partition,
  max(created_at) AS newest_event,
  round((unix_timestamp(current_timestamp) - unix_timestamp(max(created_at))) / 3600.0, 1) AS hours_ago,
  max(ingest_run) AS newest_run
FROM ${table};
