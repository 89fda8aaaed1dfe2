/* paid_twice: pairs of payments of one person and programme (person_key, programme, programme_id) whose periods overlap (the same first day, or the
one begins inside the other), for the rules on double payment. row_id, amount_yuan, period_start, period_end, village_key, town_key are of the
lesser sum (of equal ones the later row); other_row_id, other_yuan, other_start, other_end, other_village_key, other_town_key of the larger.
months: calendar months in which both run. same_start: both begin on one day. same_place: village and town agree as far as both are known
(上坪村 and 上坪村一组 agree). taken_back: one of the two was reversed by a negative row of that period, or by an equal one of another. */
WITH crowded AS (        -- more payments in a year than months in which they begin: few groups, and only they can repeat a first day
    SELECT person_key, programme
    FROM paid
    WHERE amount_yuan > 0
      AND person_key IS NOT NULL
      AND period_start IS NOT NULL
      AND programme IS NOT NULL
    GROUP BY person_key, programme, year(period_start)
    HAVING count(*) > bit_count(bit_or(1 << month(period_start)))
),
repeated AS (
    SELECT person_key, programme, period_start
    FROM paid
    SEMI JOIN crowded USING (person_key, programme)
    WHERE amount_yuan > 0
      AND period_start IS NOT NULL
    GROUP BY person_key, programme, period_start
    HAVING count(*) > 1
),
pairs AS (
    SELECT
        p.person_key, p.programme, p.programme_id,
        p.row_id AS a_row, p.amount_yuan AS a_yuan, p.period_start AS a_start, p.period_end AS a_end, p.village_key AS a_village, p.town_key AS a_town,
        q.row_id AS b_row, q.amount_yuan AS b_yuan, q.period_start AS b_start, q.period_end AS b_end, q.village_key AS b_village, q.town_key AS b_town
    FROM repeated AS d
    JOIN paid AS p ON p.person_key = d.person_key AND p.programme = d.programme AND p.period_start = d.period_start
    JOIN paid AS q ON q.person_key = d.person_key AND q.programme = d.programme AND q.period_start = d.period_start
    WHERE p.amount_yuan > 0
      AND q.amount_yuan > 0
      AND p.row_id < q.row_id
    UNION ALL
    SELECT
        p.person_key, p.programme, p.programme_id,
        p.row_id, p.amount_yuan, p.period_start, p.period_end, p.village_key, p.town_key,
        q.row_id, q.amount_yuan, q.period_start, q.period_end, q.village_key, q.town_key
    FROM paid AS p
    JOIN paid AS q ON q.person_key = p.person_key AND q.programme = p.programme
    WHERE p.amount_yuan > 0
      AND q.amount_yuan > 0
      AND p.period_end > last_day(p.period_start)
      AND q.period_start > p.period_start
      AND q.period_start <= p.period_end
),
ordered AS (
    SELECT *, b_yuan < a_yuan OR (b_yuan = a_yuan AND b_row > a_row) AS b_is_lesser
    FROM pairs
),
negative AS (
    SELECT DISTINCT person_key, programme, period_start, -amount_yuan AS yuan
    FROM paid
    WHERE amount_yuan < 0
      AND person_key IS NOT NULL
)
SELECT
    o.person_key, o.programme, o.programme_id,
    CASE WHEN b_is_lesser THEN b_row ELSE a_row END AS row_id,
    CASE WHEN b_is_lesser THEN b_yuan ELSE a_yuan END AS amount_yuan,
    CASE WHEN b_is_lesser THEN b_start ELSE a_start END AS period_start,
    CASE WHEN b_is_lesser THEN b_end ELSE a_end END AS period_end,
    CASE WHEN b_is_lesser THEN b_village ELSE a_village END AS village_key,
    CASE WHEN b_is_lesser THEN b_town ELSE a_town END AS town_key,
    CASE WHEN b_is_lesser THEN a_row ELSE b_row END AS other_row_id,
    CASE WHEN b_is_lesser THEN a_yuan ELSE b_yuan END AS other_yuan,
    CASE WHEN b_is_lesser THEN a_start ELSE b_start END AS other_start,
    CASE WHEN b_is_lesser THEN a_end ELSE b_end END AS other_end,
    CASE WHEN b_is_lesser THEN a_village ELSE b_village END AS other_village_key,
    CASE WHEN b_is_lesser THEN a_town ELSE b_town END AS other_town_key,
    a_start = b_start AS same_start,
    (year(least(a_end, b_end)) - year(greatest(a_start, b_start))) * 12 + month(least(a_end, b_end)) - month(greatest(a_start, b_start)) + 1 AS months,
    coalesce(a_town = b_town OR starts_with(a_town::VARCHAR, b_town::VARCHAR) OR starts_with(b_town::VARCHAR, a_town::VARCHAR), TRUE)
    AND coalesce(starts_with(a_village::VARCHAR, b_village::VARCHAR) OR starts_with(b_village::VARCHAR, a_village::VARCHAR), TRUE) AS same_place,
    coalesce(r.left_yuan <= CASE WHEN a_start = b_start THEN greatest(a_yuan, b_yuan) ELSE 0 END, FALSE)
    OR coalesce(v.left_yuan <= CASE WHEN a_start = b_start THEN greatest(a_yuan, b_yuan) ELSE 0 END, FALSE)
    OR EXISTS (
        SELECT 1 FROM negative AS n
        WHERE n.person_key = o.person_key AND n.programme = o.programme
          AND n.period_start IS DISTINCT FROM a_start AND n.period_start IS DISTINCT FROM b_start
          AND (n.yuan = a_yuan OR n.yuan = b_yuan)
    ) AS taken_back
FROM ordered AS o
LEFT JOIN reversals AS r ON r.person_key = o.person_key AND r.programme = o.programme AND r.period_start = a_start
LEFT JOIN reversals AS v ON v.person_key = o.person_key AND v.programme = o.programme AND v.period_start = b_start
