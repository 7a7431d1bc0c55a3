SELECT id, op, topic, part, pos, ingest_file, ingest_position FROM $table ORDER BY topic, part, pos
