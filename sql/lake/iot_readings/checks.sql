-- Does the published table keep its promises? One line a check. In a healthy table every count of failures is 0.
-- Reads the whole table. For the job in etl-jobs/conf: its key is device_id and sequence, its partitions are day and hour.
SELECT 'a reading is unique in its partition' AS check_name, count(*) AS failures
FROM (SELECT dt, hh, device_id, sequence FROM ${table} GROUP BY dt, hh, device_id, sequence HAVING count(*) > 1) repeated_readings
UNION ALL
SELECT 'a delivery is one row' AS check_name, count(*) AS failures
FROM (SELECT ingest_file, ingest_position FROM ${table} GROUP BY ingest_file, ingest_position HAVING count(*) > 1) repeated_deliveries
UNION ALL
SELECT 'every row has its lineage' AS check_name, count(*) AS failures
FROM ${table} WHERE ingest_file IS NULL OR ingest_position IS NULL OR ingest_run IS NULL
UNION ALL
SELECT 'dt and hh are the hour of measured_at' AS check_name, count(*) AS failures
FROM ${table} WHERE measured_at IS NULL OR concat(dt, ' ', hh) <> date_format(measured_at, 'yyyy-MM-dd HH')
UNION ALL
SELECT 'a charge is a share' AS check_name, count(*) AS failures
FROM ${table} WHERE battery < 0 OR battery > 1
ORDER BY check_name;
