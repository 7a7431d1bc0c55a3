SELECT id, status, op, lsn, ingest_file, ingest_position FROM $table ORDER BY id
