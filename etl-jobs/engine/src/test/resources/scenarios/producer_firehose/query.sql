SELECT id, note, ingest_file, ingest_position FROM $table ORDER BY id
