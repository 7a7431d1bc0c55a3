-- What Sluice creates for etl-jobs/conf/iot_readings.yaml: the output of `sluice ddl`, with ${warehouse} for the warehouse.
CREATE DATABASE IF NOT EXISTS lake LOCATION '${warehouse}/lake';
CREATE EXTERNAL TABLE IF NOT EXISTS lake.iot_readings (
  `device_id` string COMMENT 'Identifies the device.',
  `measured_at` timestamp COMMENT 'When it was measured, by the device\'s clock.',
  `sequence` bigint COMMENT 'Counts the readings of a device since its last start.',
  `temperature` decimal(6,3) COMMENT 'Degrees Celsius.',
  `humidity` decimal(5,2) COMMENT 'Per cent of relative humidity.',
  `battery` double COMMENT 'Charge, from 0 to 1.',
  `firmware` string COMMENT 'Version of the device\'s software.',
  `tags` map<string,string> COMMENT 'What the installer noted, such as site and room.',
  `ingest_file` string COMMENT 'Landed file, relative to the landing root.',
  `ingest_position` bigint COMMENT 'Byte offset of the record in the decompressed file.',
  `ingest_run` string COMMENT 'Run that wrote the row.')
COMMENT 'What a sensor measured, as its gateway forwards it. Gateways send again whatever was not acknowledged.'
PARTITIONED BY (`dt` string COMMENT 'day of measured_at', `hh` string COMMENT 'hour of measured_at')
STORED AS ORC
LOCATION '${warehouse}/lake/iot_readings'
TBLPROPERTIES ('sluice.job' = 'iot_readings', 'sluice.schema' = 'iot/readings/v1');
