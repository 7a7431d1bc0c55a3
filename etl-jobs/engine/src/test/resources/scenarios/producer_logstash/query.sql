SELECT id, message, ingest_file, ingest_position FROM $table ORDER BY id
