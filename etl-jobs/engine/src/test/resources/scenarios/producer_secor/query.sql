SELECT id, topic, part, pos, ingest_file, ingest_position FROM $table ORDER BY topic, part, pos, ingest_file, ingest_position
