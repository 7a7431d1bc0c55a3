-- Does the published table keep its promises? One line a check. In a healthy table every count of failures is 0.
-- Reads the whole table. For the job in etl-jobs/conf: its key is id, its partition dt is the UTC day of created_at.
SELECT 'id is unique in its partition' AS check_name, count(*) AS failures
FROM (SELECT dt, id FROM ${table} GROUP BY dt, id HAVING count(*) > 1) repeated_ids
UNION ALL
SELECT 'a delivery is one row' AS check_name, count(*) AS failures
FROM (SELECT ingest_file, ingest_position FROM ${table} GROUP BY ingest_file, ingest_position HAVING count(*) > 1) repeated_deliveries
UNION ALL
SELECT 'every row has its lineage' AS check_name, count(*) AS failures
FROM ${table} WHERE ingest_file IS NULL OR ingest_position IS NULL OR ingest_run IS NULL
UNION ALL
SELECT 'dt is the day of created_at' AS check_name, count(*) AS failures
FROM ${table} WHERE created_at IS NULL OR dt <> date_format(created_at, 'yyyy-MM-dd')
UNION ALL
SELECT 'number is positive' AS check_name, count(*) AS failures
FROM ${table} WHERE payload.number <= 0
ORDER BY check_name;
