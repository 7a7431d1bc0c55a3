SELECT dt, id, rank FROM $table ORDER BY dt, id
