/* listed: all columns of published + programme_id, programme (its name as one says it), payee, village_key, town_key, name_key, as in paid: the published lists (published_start, published_end: when they hung out). */
SELECT
    p.* EXCLUDE (programme),
    t.programme_id,
    t.name AS programme,
    t.payee,
    k.village_key,
    w.town_key,
    coalesce(n.name_key, p.name) AS name_key
FROM published AS p
LEFT JOIN programme_texts AS t
    ON t.programme = p.programme
   AND t.year = coalesce(year(p.period_start), year(p.published_start), 0)
LEFT JOIN village_keys AS k ON k.village = p.village
LEFT JOIN town_keys AS w ON w.town = p.town
LEFT JOIN name_keys AS n ON n.name = p.name
