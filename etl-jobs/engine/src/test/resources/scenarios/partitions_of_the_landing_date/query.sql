SELECT landed, hour, concat_ws(' ', sort_array(collect_list(id))) FROM $table GROUP BY ALL ORDER BY landed, hour
