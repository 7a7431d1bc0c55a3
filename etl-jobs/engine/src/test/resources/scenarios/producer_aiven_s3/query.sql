SELECT id, topic, part, pos, event_key, date_format(sent, 'HH:mm'), headers['trace'], gone, ingest_file, ingest_position FROM $table ORDER BY topic, part, pos, ingest_file, ingest_position
