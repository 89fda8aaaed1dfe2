/* certificates: the disability certificates with a day of issue, a line each: person_key, row_id, name, name_key, issued_on, valid_to (9999-12-31
where none stands), next_issued_on (of the person's later one, NULL for the newest), state (status and note, for words such as 注销), grade (1 to 4,
however it is written), town_key and village_key (of the household register, else of the certificate's own row), moved_in_on (1900-01-01 where none). */
SELECT
    d.person_key, d.row_id, d.name, d.issued_on,
    coalesce(d.valid_to, DATE '9999-12-31') AS valid_to,
    lead(d.issued_on) OVER (PARTITION BY d.person_key ORDER BY d.issued_on, d.row_id) AS next_issued_on,
    coalesce(d.status, '') || '|' || coalesce(d.note, '') AS state,
    CASE
        WHEN d.grade LIKE '%一%' OR d.grade LIKE '%1%' OR d.grade LIKE '%壹%' OR d.grade LIKE '%Ⅰ%' THEN 1
        WHEN d.grade LIKE '%二%' OR d.grade LIKE '%2%' OR d.grade LIKE '%贰%' OR d.grade LIKE '%Ⅱ%' THEN 2
        WHEN d.grade LIKE '%三%' OR d.grade LIKE '%3%' OR d.grade LIKE '%叁%' OR d.grade LIKE '%Ⅲ%' THEN 3
        WHEN d.grade LIKE '%四%' OR d.grade LIKE '%4%' OR d.grade LIKE '%肆%' OR d.grade LIKE '%Ⅳ%' THEN 4
    END AS grade,
    coalesce(r.town_key, w.town_key) AS town_key,
    coalesce(r.village_key, v.village_key) AS village_key,
    coalesce(r.name_key, n.name_key, d.name) AS name_key,
    coalesce(r.moved_in_on, DATE '1900-01-01') AS moved_in_on
FROM disability AS d
LEFT JOIN residents AS r ON r.person_key = d.person_key
LEFT JOIN town_keys AS w ON w.town = d.town
LEFT JOIN village_keys AS v ON v.village = d.village
LEFT JOIN name_keys AS n ON n.name = d.name
WHERE d.person_key IS NOT NULL
  AND d.issued_on IS NOT NULL
