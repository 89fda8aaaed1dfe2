/* residents: one line a person of the household register: person_key, id_no, name, name_key, household_id, town, town_key, village, village_key,
relation, sex, born_on, moved_in_on, moved_out_on, row_id. household_id = town_key|village_key|household_no: a number is unique in its village only.
A person entered twice stands here once: the entry not moved out, then the later move in, then the lower row. */
WITH entries AS (
    SELECT
        h.person_key, h.id_no, h.name, h.town, h.village, k.village_key, h.relation, h.sex, h.born_on, h.moved_in_on, h.moved_out_on, h.row_id,
        w.town_key, coalesce(n.name_key, h.name) AS name_key,
        coalesce(w.town_key, '') || '|' || coalesce(k.village_key, '') || '|' || h.household_no AS household_id
    FROM households AS h
    LEFT JOIN village_keys AS k ON k.village = h.village
    LEFT JOIN town_keys AS w ON w.town = h.town
    LEFT JOIN name_keys AS n ON n.name = h.name
    WHERE h.person_key IS NOT NULL
)
SELECT
    person_key, id_no, name, name_key, household_id, town, town_key, village, village_key, relation, sex, born_on, moved_in_on, moved_out_on, row_id
FROM entries
QUALIFY row_number() OVER (
    PARTITION BY person_key ORDER BY moved_out_on DESC NULLS FIRST, moved_in_on DESC NULLS LAST, row_id
) = 1
