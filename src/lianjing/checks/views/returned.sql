/* returned: all columns of bank_returns + programme_id, programme (its name as one says it), payee, village_key, town_key, name_key, as in paid: the payments which the bank sent back. */
SELECT
    p.* EXCLUDE (programme),
    t.programme_id,
    t.name AS programme,
    t.payee,
    k.village_key,
    w.town_key,
    coalesce(n.name_key, p.name) AS name_key
FROM bank_returns AS p
LEFT JOIN programme_texts AS t
    ON t.programme = p.programme
   AND t.year = coalesce(year(p.period_start), year(p.returned_on), 0)
LEFT JOIN village_keys AS k ON k.village = p.village
LEFT JOIN town_keys AS w ON w.town = p.town
LEFT JOIN name_keys AS n ON n.name = p.name
