SELECT id, message, log_group, log_stream, ingest_file, ingest_position FROM $table ORDER BY id, ingest_file
