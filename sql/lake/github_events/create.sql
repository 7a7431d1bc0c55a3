-- What Sluice creates for etl-jobs/conf/github_events.yaml: the output of `sluice ddl`, with ${warehouse} for the warehouse.
CREATE DATABASE IF NOT EXISTS lake LOCATION '${warehouse}/lake';
CREATE EXTERNAL TABLE IF NOT EXISTS lake.github_events (
  `id` string COMMENT 'Identifies the event; a redelivery repeats it. Digits, growing with time.',
  `type` string COMMENT 'What happened, such as PushEvent or WatchEvent.',
  `actor` struct<`id`:bigint,`login`:string,`display_login`:string,`gravatar_id`:string,`url`:string,`avatar_url`:string> COMMENT 'Who did it.',
  `repo` struct<`id`:bigint,`name`:string,`url`:string> COMMENT 'Where it happened.',
  `payload` struct<`action`:string,`ref`:string,`ref_type`:string,`master_branch`:string,`description`:string,`number`:int,`push_id`:bigint,`size`:int,`distinct_size`:int,`head`:string,`before`:string,`commits`:array<struct<`sha`:string,`author`:struct<`name`:string,`email`:string>,`message`:string,`distinct`:boolean,`url`:string>>,`issue`:struct<`id`:bigint,`number`:int,`title`:string,`state`:string,`user_login`:string,`comments`:int,`created_at`:timestamp,`closed_at`:timestamp>,`pull_request`:struct<`id`:bigint,`number`:int,`state`:string,`title`:string,`user_login`:string,`created_at`:timestamp,`merged_at`:timestamp,`merged`:boolean,`commits`:int,`additions`:int,`deletions`:int,`changed_files`:int>,`comment`:struct<`id`:bigint,`user_login`:string,`body`:string,`created_at`:timestamp>,`review`:struct<`id`:bigint,`state`:string,`submitted_at`:timestamp>,`forkee`:struct<`id`:bigint,`full_name`:string,`description`:string>,`release`:struct<`id`:bigint,`tag_name`:string,`name`:string,`prerelease`:boolean>,`member_login`:string> COMMENT 'What exactly happened; fields that do not belong to the type of the event are null.',
  `public` boolean COMMENT 'Whether everyone may see the event.',
  `created_at` timestamp COMMENT 'When it happened.',
  `org_login` string COMMENT 'Login of the organisation that owns the repository, if one does.',
  `ingest_file` string COMMENT 'Landed file, relative to the landing root.',
  `ingest_position` bigint COMMENT 'Byte offset of the record in the decompressed file.',
  `ingest_run` string COMMENT 'Run that wrote the row.')
COMMENT 'A public event on GitHub, in the shape in which GH Archive lands it. What a payload holds depends on the type of the event.'
PARTITIONED BY (`dt` string COMMENT 'day of created_at')
STORED AS PARQUET
LOCATION '${warehouse}/lake/github_events'
TBLPROPERTIES ('sluice.job' = 'github_events', 'sluice.schema' = 'github/events/v1');
