SELECT ingest_file, ingest_position FROM $table ORDER BY 1, 2
