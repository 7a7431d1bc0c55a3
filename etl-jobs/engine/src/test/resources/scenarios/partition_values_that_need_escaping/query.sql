SELECT hex(coalesce(city, 'null')), n, ok, price, d, count(*), min(id), max(id) FROM $table GROUP BY ALL ORDER BY min(id)
