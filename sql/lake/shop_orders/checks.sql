-- Does the published table keep its promises? One line a check. In a healthy table every count of failures is 0.
-- Reads the whole table. For the job in etl-jobs/conf: its key is order_id, its partition dt is the UTC day of placed_at.
SELECT 'an order is one row' AS check_name, count(*) AS failures
FROM (SELECT dt, order_id FROM ${table} GROUP BY dt, order_id HAVING count(*) > 1) repeated_orders
UNION ALL
SELECT 'a delivery is one row' AS check_name, count(*) AS failures
FROM (SELECT ingest_file, ingest_position FROM ${table} GROUP BY ingest_file, ingest_position HAVING count(*) > 1) repeated_deliveries
UNION ALL
SELECT 'every row has its lineage' AS check_name, count(*) AS failures
FROM ${table} WHERE ingest_file IS NULL OR ingest_position IS NULL OR ingest_run IS NULL
UNION ALL
SELECT 'dt is the day of placed_at' AS check_name, count(*) AS failures
FROM ${table} WHERE placed_at IS NULL OR dt <> date_format(placed_at, 'yyyy-MM-dd')
UNION ALL
SELECT 'no state is older than its order' AS check_name, count(*) AS failures
FROM ${table} WHERE updated_at < placed_at
UNION ALL
SELECT 'a total is not negative' AS check_name, count(*) AS failures
FROM ${table} WHERE total < 0
ORDER BY check_name;
