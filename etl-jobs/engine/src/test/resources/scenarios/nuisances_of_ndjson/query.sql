SELECT id, ingest_file, ingest_position, date_format(at, 'HH:mm:ss') FROM $table ORDER BY ingest_file, ingest_position
