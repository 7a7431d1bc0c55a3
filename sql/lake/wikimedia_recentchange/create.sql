-- What Sluice creates for etl-jobs/conf/wikimedia_recentchange.yaml: the output of `sluice ddl`, with ${warehouse} for the warehouse.
CREATE DATABASE IF NOT EXISTS lake LOCATION '${warehouse}/lake';
CREATE EXTERNAL TABLE IF NOT EXISTS lake.wikimedia_recentchange (
  `meta` struct<`id`:string,`dt`:timestamp,`stream`:string,`domain`:string,`uri`:string,`request_id`:string,`topic`:string,`partition`:int,`offset`:bigint> COMMENT 'What the message system says of the event.',
  `id` bigint COMMENT 'Identifies the row of recent changes in its wiki; null for some log entries.',
  `type` string COMMENT 'What happened.',
  `wiki` string COMMENT 'Database name of the wiki, such as enwiki.',
  `server_name` string COMMENT 'Host of the wiki.',
  `namespace` int COMMENT 'Number of the page\'s namespace; 0 holds articles, -1 special pages.',
  `title` string COMMENT 'Full title of the page.',
  `user` string COMMENT 'Name of the user, or an IP address.',
  `bot` boolean COMMENT 'Whether the change was flagged as a bot\'s.',
  `minor` boolean COMMENT 'Whether the edit was flagged as minor; null where nothing was edited.',
  `patrolled` boolean COMMENT 'Whether the change is patrolled; null where the wiki does not patrol.',
  `comment` string COMMENT 'Summary of the edit, as wiki text.',
  `changed_at` timestamp COMMENT 'When the change was made, to the second.',
  `length_old` bigint COMMENT 'Bytes before the edit; null for new pages.',
  `length_new` bigint COMMENT 'Bytes after the edit.',
  `revision_old` bigint COMMENT 'Revision before the edit.',
  `revision_new` bigint COMMENT 'Revision that the edit made.',
  `log_type` string COMMENT 'Kind of log, such as block or delete.',
  `log_action` string COMMENT 'Action within the log.',
  `log_params` string COMMENT 'Parameters of the action as JSON: an object or a list, as the action likes.',
  `ingest_rescued` string COMMENT 'Fields that the schema does not know, as JSON.',
  `ingest_file` string COMMENT 'Landed file, relative to the landing root.',
  `ingest_position` bigint COMMENT 'Byte offset of the record in the decompressed file.',
  `ingest_run` string COMMENT 'Run that wrote the row.')
COMMENT 'A change to a wiki, in the shape of the public stream mediawiki.recentchange.'
PARTITIONED BY (`dt` string COMMENT 'day of meta.dt')
STORED AS PARQUET
LOCATION '${warehouse}/lake/wikimedia_recentchange'
TBLPROPERTIES ('sluice.job' = 'wikimedia_recentchange', 'sluice.schema' = 'wikimedia/recentchange/v1');
