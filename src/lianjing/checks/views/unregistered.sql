/* unregistered: person_key of everybody who was paid or approved and stands in no household register. */
SELECT DISTINCT person_key
FROM (
    SELECT p.person_key FROM paid AS p ANTI JOIN residents AS r ON r.person_key = p.person_key WHERE p.person_key IS NOT NULL
    UNION ALL
    SELECT a.person_key FROM approved AS a ANTI JOIN residents AS r ON r.person_key = a.person_key WHERE a.person_key IS NOT NULL
)
