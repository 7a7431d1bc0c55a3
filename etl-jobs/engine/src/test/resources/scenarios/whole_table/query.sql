SELECT id, at, kind, ingest_file FROM $table ORDER BY id
