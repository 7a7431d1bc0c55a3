SELECT month, dt, hour, sort, concat_ws(' ', sort_array(collect_list(id))) FROM $table GROUP BY ALL ORDER BY month, dt, hour, sort
