SELECT dt, page, who.age, marks[0], ingest_file FROM $table ORDER BY dt, page, marks[0]
