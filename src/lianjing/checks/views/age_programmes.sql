/* age_programmes: the programmes to which age alone entitles a resident: programme_id. Pensions ask for contributions, rewards and veterans'
allowances for a life's history: they are not in it. From which age is the county's own standard (standards.from_age). */
SELECT g.programme_id
FROM programmes AS g
WHERE g.payee = 'person'
  AND cast(g.programme_id AS VARCHAR) IN ('elder_80')
