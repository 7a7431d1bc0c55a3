-- The newest row of each key and partition by GROUP BY and a join back: cheaper than row_number where rows are wide, because
-- only keys and times are grouped.
--
-- Use it where order_by differs between any two deliveries of a key. What it loses: of equally new deliveries all stay, so
-- redeliveries with the same time remain double (row_number.sql does not have this fault), and keys whose order_by is null in
-- every delivery vanish.
--
-- Variables: source, a table; partition, key and order_by, one column each; columns, what to give, each with the prefix s.
SELECT ${columns}
FROM ${source} s
JOIN (
  SELECT ${partition} AS in_partition, ${key} AS of_key, max(${order_by}) AS newest
  FROM ${source}
  GROUP BY ${partition}, ${key}) w
ON s.${partition} = w.in_partition AND s.${key} = w.of_key AND s.${order_by} = w.newest
ORDER BY s.${partition}, s.${key};
