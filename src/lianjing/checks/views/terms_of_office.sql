/* terms_of_office: the register of village officials, an entry a line: person_key, name, post (村干部 where none stands), village_key, town_key, from_on
(1900-01-01 where no day stands), to_on (9999-12-31 where none stands; 1900-01-01 for those said to have left without a day), row_id. */
SELECT
    o.person_key, o.name, coalesce(o.post, '村干部') AS post, v.village_key, w.town_key,
    coalesce(o.from_on, o.term_start, DATE '1900-01-01') AS from_on,
    CASE WHEN o.to_on IS NULL
              AND (coalesce(o.status, '') LIKE '%离%' OR coalesce(o.status, '') LIKE '%卸%' OR coalesce(o.status, '') LIKE '%免%' OR coalesce(o.status, '') LIKE '%辞%' OR coalesce(o.status, '') LIKE '%去世%' OR coalesce(o.status, '') LIKE '%死亡%' OR coalesce(o.note, '') LIKE '%离任%' OR coalesce(o.note, '') LIKE '%卸任%' OR coalesce(o.note, '') LIKE '%免职%')
         THEN DATE '1900-01-01' ELSE coalesce(o.to_on, DATE '9999-12-31') END AS to_on,
    o.row_id
FROM officials AS o
JOIN village_keys AS v ON v.village = o.village
LEFT JOIN town_keys AS w ON w.town = o.town
WHERE o.person_key IS NOT NULL
