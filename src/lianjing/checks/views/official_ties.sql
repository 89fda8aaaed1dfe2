/* official_ties: each village official and the kin he or she declared, by ID: owner_key (whose firm it may be), official, post, village_key, town_key, from_on
and to_on (the term), office_row, tie (本人, or the relation), tied_from and tied_to (the kinship's days), kin_row. */
SELECT
    o.person_key AS owner_key, o.name AS official, o.post, o.village_key, o.town_key, o.from_on, o.to_on, o.row_id AS office_row,
    '本人' AS tie, DATE '1900-01-01' AS tied_from, DATE '9999-12-31' AS tied_to, CAST(NULL AS BIGINT) AS kin_row
FROM terms_of_office AS o
UNION ALL
SELECT
    k.person_key, o.name, o.post, o.village_key, o.town_key, o.from_on, o.to_on, o.row_id,
    coalesce(k.relation, '亲属'), coalesce(k.from_on, DATE '1900-01-01'), coalesce(k.to_on, DATE '9999-12-31'), k.row_id
FROM kin AS k
JOIN terms_of_office AS o ON o.person_key = k.official_person_key
WHERE k.person_key <> k.official_person_key
