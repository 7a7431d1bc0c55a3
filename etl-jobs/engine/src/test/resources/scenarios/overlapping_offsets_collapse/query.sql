SELECT part, off, ingest_file FROM $table ORDER BY part, off
