-- What Sluice creates for etl-jobs/conf/shop_orders.yaml: the output of `sluice ddl`, with ${warehouse} for the warehouse.
CREATE DATABASE IF NOT EXISTS lake LOCATION '${warehouse}/lake';
CREATE EXTERNAL TABLE IF NOT EXISTS lake.shop_orders (
  `order_id` string COMMENT 'Identifies the order.',
  `placed_at` timestamp COMMENT 'When it was placed; never changes.',
  `updated_at` timestamp COMMENT 'When this state began.',
  `status` string COMMENT 'State of the order.',
  `customer_id` bigint COMMENT 'Who ordered.',
  `country` string COMMENT 'Where it is delivered to, ISO 3166-1 alpha-2.',
  `currency` string COMMENT 'Currency of all amounts, ISO 4217.',
  `total` decimal(12,2) COMMENT 'What the customer pays.',
  `lines` array<struct<`sku`:string,`quantity`:int,`unit_price`:decimal(12,2),`gift`:boolean>> COMMENT 'What was ordered.',
  `delivery` string COMMENT 'Delivery as the shop notes it, as JSON.',
  `ingest_file` string COMMENT 'Landed file, relative to the landing root.',
  `ingest_position` bigint COMMENT 'Byte offset of the record in the decompressed file.',
  `ingest_run` string COMMENT 'Run that wrote the row.')
COMMENT 'The state of an order; each change lands the whole order again.'
PARTITIONED BY (`dt` string COMMENT 'day of placed_at')
STORED AS PARQUET
LOCATION '${warehouse}/lake/shop_orders'
TBLPROPERTIES ('sluice.job' = 'shop_orders', 'sluice.schema' = 'shop/orders/v1');
