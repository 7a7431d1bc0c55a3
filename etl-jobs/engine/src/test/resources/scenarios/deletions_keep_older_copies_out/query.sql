SELECT dt, id, name, ingest_file FROM $table ORDER BY dt, id
