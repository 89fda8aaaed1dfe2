/* village_keys: each village name of the book beside the name by which villages are compared: without 村, 社区, 村委会 …
One row a distinct text; a name that would vanish stays as it is. */
WITH village_texts AS (
    SELECT village FROM payments
    UNION SELECT village FROM payments_quarantined
    UNION SELECT village FROM households
    UNION SELECT village FROM households_quarantined
    UNION SELECT village FROM published
    UNION SELECT village FROM approved
    UNION SELECT village FROM approved_members
    UNION SELECT village FROM bank_returns
    UNION SELECT village FROM officials
    UNION SELECT village FROM kin
    UNION SELECT village FROM land_rights
    UNION SELECT village FROM deaths
)
SELECT
    village,
    regexp_replace(village, '(.)(村民委员会|居民委员会|村委会|居委会|行政村|社区|村)$', '\1', 'g') AS village_key
FROM village_texts
WHERE village IS NOT NULL
