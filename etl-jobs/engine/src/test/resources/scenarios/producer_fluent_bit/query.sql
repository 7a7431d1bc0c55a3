SELECT id, log, ingest_file, ingest_position FROM $table ORDER BY id
