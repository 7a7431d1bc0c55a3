SELECT dt, hour, id, ingest_rescued FROM $table ORDER BY id
