/* counted_members: who may count in a household's money, for the rules on the number of persons: payee_key, member_key (a negative row number
where the member's ID is damaged), member_name, from_on (birth or moving in; 1800-01-01), to_on (moving out; for the dead the last day of the
quarter of death, when lists are next drawn up; else 9999-12-31), died_on, declared (stands in the list of the approved household), known
(stands in the household register, damaged rows included, or among the dead), row_id, death_row (the row among the dead). The payee counts as a member. Payees are those of
payments with a number of persons or of programmes counted per head. */
WITH payees AS (
    SELECT DISTINCT p.person_key
    FROM paid AS p
    LEFT JOIN programmes AS g ON g.programme_id = p.programme_id
    WHERE p.person_key IS NOT NULL
      AND (p.persons IS NOT NULL OR g.per_head)
),
listed_for AS (
    SELECT head_person_key AS payee_key, person_key AS member_key, min(name) AS name, min(row_id) AS row_id
    FROM approved_members
    WHERE person_key IS NOT NULL
      AND head_person_key IS NOT NULL
    GROUP BY head_person_key, person_key
    UNION ALL
    SELECT head_person_key, -row_id, name, row_id
    FROM approved_members_quarantined
    WHERE head_person_key IS NOT NULL
),
together AS (
    SELECT y.person_key AS payee_key, y.person_key AS member_key, NULL::VARCHAR AS name, NULL::BIGINT AS row_id, FALSE AS declared
    FROM payees AS y
    UNION ALL
    SELECT y.person_key, l.member_key, l.name, l.row_id, TRUE
    FROM payees AS y
    JOIN listed_for AS l ON l.payee_key = y.person_key
    UNION ALL
    SELECT y.person_key, b.person_key, b.name, b.row_id, FALSE
    FROM payees AS y
    JOIN residents AS a ON a.person_key = y.person_key
    JOIN residents AS b ON b.household_id = a.household_id
    UNION ALL
    SELECT y.person_key, -q.row_id, q.name, q.row_id, FALSE
    FROM payees AS y
    JOIN residents AS a ON a.person_key = y.person_key
    JOIN (
        SELECT h.row_id, h.name, coalesce(w.town_key, '') || '|' || coalesce(k.village_key, '') || '|' || h.household_no AS household_id
        FROM households_quarantined AS h
        LEFT JOIN village_keys AS k ON k.village = h.village
        LEFT JOIN town_keys AS w ON w.town = h.town
    ) AS q ON q.household_id = a.household_id
),
members AS (
    SELECT payee_key, member_key, max(name) AS name, min(row_id) AS row_id, bool_or(declared) AS declared
    FROM together
    GROUP BY payee_key, member_key
)
SELECT
    m.payee_key, m.member_key, coalesce(m.name, r.name, d.name) AS member_name, m.row_id, m.declared,
    coalesce(r.person_key IS NOT NULL OR d.person_key IS NOT NULL OR m.member_key < 0 OR m.member_key = m.payee_key, FALSE) AS known,
    greatest(coalesce(r.born_on, DATE '1800-01-01'), coalesce(r.moved_in_on, DATE '1800-01-01')) AS from_on,
    least(
        coalesce(r.moved_out_on, DATE '9999-12-31'),
        coalesce(last_day(make_date(year(d.died_on)::INTEGER, (month(d.died_on) + 2 - (month(d.died_on) - 1) % 3)::INTEGER, 1)), DATE '9999-12-31')
    ) AS to_on,
    d.died_on,
    d.row_id AS death_row
FROM members AS m
LEFT JOIN residents AS r ON r.person_key = m.member_key
LEFT JOIN dead AS d ON d.person_key = m.member_key
