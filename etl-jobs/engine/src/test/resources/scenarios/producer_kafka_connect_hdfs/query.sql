SELECT id, kafka_topic, kafka_partition, kafka_offset, ingest_file, ingest_position FROM $table ORDER BY kafka_topic, kafka_partition, kafka_offset, ingest_file, ingest_position
