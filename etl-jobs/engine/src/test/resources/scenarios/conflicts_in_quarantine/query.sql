SELECT dt, id, note FROM $table
