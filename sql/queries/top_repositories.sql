-- Which 20 repositories saw the most events, from how many accounts? The id identifies a repository for good. Of several
-- names of one repository the one that sorts last is shown.
SELECT
  repo.id AS repository_id,
  max(repo.name) AS repository,
  count(*) AS events,
  count(DISTINCT actor.id) AS accounts,
  sum(CASE WHEN type = 'PushEvent' THEN 1 ELSE 0 END) AS pushes
FROM ${table}
GROUP BY repo.id
ORDER BY events DESC, repository_id
LIMIT 20;
