/* village_names: every town × village of the pay lists and the household register: town, village, village_key. */
WITH named AS (
    SELECT town, village FROM payments
    UNION SELECT town, village FROM payments_quarantined
    UNION SELECT town, village FROM households
)
SELECT n.town, n.village, k.village_key
FROM named AS n
JOIN village_keys AS k ON k.village = n.village
