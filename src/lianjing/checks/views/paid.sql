/* paid: all columns of payments + programme_id (NULL where no programme bears that name), programme (its name as one says it; where unknown as
the sheet says it), payee (person, household, land, house, project), village_key, town_key, name_key, months (number of calendar months the period touches).
The broad table of the run: built with the columns the rules name and no other, so name only what you need; id_no, name, village, town, file
and sheet are filled in by the engine for what is flagged. */
SELECT
    p.* EXCLUDE (programme),
    t.programme_id,
    t.name AS programme,
    t.payee,
    k.village_key,
    w.town_key,
    coalesce(n.name_key, p.name) AS name_key,
    ((year(p.period_end) - year(p.period_start)) * 12 + month(p.period_end) - month(p.period_start) + 1)::INTEGER AS months
FROM payments AS p
LEFT JOIN programme_texts AS t
    ON t.programme = p.programme
   AND t.year = coalesce(year(p.period_start), year(p.paid_on), 0)
LEFT JOIN village_keys AS k ON k.village = p.village
LEFT JOIN town_keys AS w ON w.town = p.town
LEFT JOIN name_keys AS n ON n.name = p.name
