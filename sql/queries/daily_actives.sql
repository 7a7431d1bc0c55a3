-- How many accounts were active each day, and how much did they do? Apps (logins that end in [bot]) are counted apart.
SELECT
  dt,
  count(*) AS events,
  count(DISTINCT CASE WHEN actor.login NOT LIKE '%[bot]' THEN actor.id END) AS people,
  count(DISTINCT CASE WHEN actor.login LIKE '%[bot]' THEN actor.id END) AS apps,
  count(DISTINCT repo.id) AS repositories
FROM ${table}
GROUP BY dt
ORDER BY dt;
