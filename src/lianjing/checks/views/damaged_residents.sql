/* damaged_residents: rows of the household register whose ID cannot be read: name, name_key, village_key, town_key, row_id. Whoever bears that name
in that village may be the person of a payment, so that nothing follows from a missing number. */
SELECT h.name, coalesce(n.name_key, h.name) AS name_key, v.village_key, w.town_key, h.row_id
FROM households_quarantined AS h
LEFT JOIN village_keys AS v ON v.village = h.village
LEFT JOIN town_keys AS w ON w.town = h.town
LEFT JOIN name_keys AS n ON n.name = h.name
WHERE h.name IS NOT NULL
