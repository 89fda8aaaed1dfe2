/* housemates: every ordered pair of one household, each person with itself included: person_key, mate_key, mate_name, mate_relation,
household_id, mate_row_id (the mate's line in the register). Households are those of the register and of approved_members (head and members of
a household in a programme). People of the pay lists and approved registers who stand in neither appear with themselves, mate_row_id NULL. */
WITH registered AS (
    SELECT a.person_key, b.person_key AS mate_key, b.name AS mate_name, b.relation AS mate_relation, a.household_id, b.row_id AS mate_row_id
    FROM residents AS a
    JOIN residents AS b ON b.household_id = a.household_id
    UNION ALL           -- no household number
    SELECT person_key, person_key, name, relation, household_id, row_id
    FROM residents
    WHERE household_id IS NULL
),
declared AS (           -- the household as it was approved: the head, and each member
    SELECT head_person_key AS household, person_key, name, relation, row_id FROM approved_members WHERE person_key IS NOT NULL
    UNION ALL
    SELECT head_person_key, head_person_key, min(head_name), NULL, min(row_id) FROM approved_members GROUP BY head_person_key
),
declared_pairs AS (
    SELECT a.person_key, b.person_key AS mate_key, b.name, b.relation, a.household, b.row_id
    FROM declared AS a
    JOIN declared AS b ON b.household = a.household
    WHERE a.person_key IS NOT NULL
      AND b.person_key IS NOT NULL
),
only_declared AS (
    SELECT d.person_key, d.mate_key, d.name, d.relation, 'approved|' || d.household::VARCHAR AS household_id, d.row_id
    FROM declared_pairs AS d
    ANTI JOIN registered AS r ON r.person_key = d.person_key AND r.mate_key = d.mate_key
    QUALIFY row_number() OVER (PARTITION BY d.person_key, d.mate_key ORDER BY d.row_id, d.household) = 1
),
alone AS (
    SELECT u.person_key, u.person_key AS mate_key, NULL AS name, NULL AS relation, NULL AS household_id, NULL AS row_id
    FROM unregistered AS u
    ANTI JOIN declared AS d ON d.person_key = u.person_key
)
SELECT person_key, mate_key, mate_name, mate_relation, household_id, mate_row_id FROM registered
UNION ALL SELECT person_key, mate_key, name, relation, household_id, row_id FROM only_declared
UNION ALL SELECT person_key, mate_key, name, relation, household_id, row_id FROM alone
