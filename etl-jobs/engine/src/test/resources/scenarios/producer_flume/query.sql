SELECT id, host, event_id, ingest_file, ingest_position FROM $table ORDER BY id
