SELECT event_id, event_name, user_name, request, ingest_file, ingest_position FROM $table ORDER BY event_id
