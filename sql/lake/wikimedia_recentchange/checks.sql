-- Does the published table keep its promises? One line a check. In a healthy table every count of failures is 0.
-- Reads the whole table. For the job in etl-jobs/conf: its key is meta.id, its partition dt is the UTC day of meta.dt.
SELECT 'meta.id is unique in its partition' AS check_name, count(*) AS failures
FROM (SELECT dt, meta.id AS event_id FROM ${table} GROUP BY dt, meta.id HAVING count(*) > 1) repeated_ids
UNION ALL
SELECT 'a delivery is one row' AS check_name, count(*) AS failures
FROM (SELECT ingest_file, ingest_position FROM ${table} GROUP BY ingest_file, ingest_position HAVING count(*) > 1) repeated_deliveries
UNION ALL
SELECT 'every row has its lineage' AS check_name, count(*) AS failures
FROM ${table} WHERE ingest_file IS NULL OR ingest_position IS NULL OR ingest_run IS NULL
UNION ALL
SELECT 'dt is the day of meta.dt' AS check_name, count(*) AS failures
FROM ${table} WHERE meta.dt IS NULL OR dt <> date_format(meta.dt, 'yyyy-MM-dd')
ORDER BY check_name;
