/* quarantined_paid: as paid, over payments_quarantined: the ID cell was damaged, so person_key and id_no are NULL, id_raw is as it stood. */
SELECT
    p.* EXCLUDE (programme),
    t.programme_id,
    t.name AS programme,
    t.payee,
    k.village_key,
    w.town_key,
    coalesce(n.name_key, p.name) AS name_key,
    ((year(p.period_end) - year(p.period_start)) * 12 + month(p.period_end) - month(p.period_start) + 1)::INTEGER AS months
FROM payments_quarantined AS p
LEFT JOIN programme_texts AS t
    ON t.programme = p.programme
   AND t.year = coalesce(year(p.period_start), year(p.paid_on), 0)
LEFT JOIN village_keys AS k ON k.village = p.village
LEFT JOIN town_keys AS w ON w.town = p.town
LEFT JOIN name_keys AS n ON n.name = p.name
