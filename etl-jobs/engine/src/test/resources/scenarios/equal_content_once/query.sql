SELECT dt, page, who.age, get(marks, 0), ingest_file FROM $table ORDER BY dt, page, get(marks, 0)
