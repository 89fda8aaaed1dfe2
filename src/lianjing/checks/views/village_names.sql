/* village_names: every town × village of the pay lists and the household register: town, town_key, village, village_key. */
WITH named AS (
    SELECT town, village FROM payments
    UNION SELECT town, village FROM payments_quarantined
    UNION SELECT town, village FROM households
)
SELECT n.town, w.town_key, n.village, k.village_key
FROM named AS n
JOIN village_keys AS k ON k.village = n.village
LEFT JOIN town_keys AS w ON w.town = n.town
