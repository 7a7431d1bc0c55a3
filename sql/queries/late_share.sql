-- Which share of a day's rows came from files that landed on a later day? The duplicates themselves are not in the
-- table: their counts are in the run reports. A redelivery with other content that won counts as late here.
-- For landings whose layout begins with {date:yyyy-MM-dd}/, so that ingest_file begins with the landing date.
SELECT
  dt,
  count(*) AS events,
  sum(CASE WHEN substr(ingest_file, 1, 10) > dt THEN 1 ELSE 0 END) AS late_events,
  round(100.0 * sum(CASE WHEN substr(ingest_file, 1, 10) > dt THEN 1 ELSE 0 END) / count(*), 2) AS late_percent,
  max(substr(ingest_file, 1, 10)) AS last_landing_date,
  count(DISTINCT ingest_run) AS runs
FROM ${table}
GROUP BY dt
ORDER BY dt;
