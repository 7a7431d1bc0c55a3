SELECT id, date_format(logged_at, 'HH:mm:ss'), tag, ingest_file, ingest_position FROM $table ORDER BY id
