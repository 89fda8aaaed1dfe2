/* house_grants: the grants for dangerous houses, a row of the money a line, rows that take money back left out: person_key, programme_id, programme,
row_id, amount_yuan, period_start, period_end (the day of payment where no period stands), grade, house_class (the letter of the class, NULL where
none or several are named), approved_on, assessed_on, completed_on, from_day and to_day (between which it was decided: the day of approval where
there is one, else the period), left_after_reversals, said (remark, reason, state, category and item), list (file and sheet). They are few: read
from the payments themselves, so that paid need not carry their texts. */
WITH grants AS (
    SELECT
        p.person_key, t.programme_id, t.name AS programme, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        p.grade, p.approved_on, p.assessed_on, p.completed_on,
        translate(upper(coalesce(p.grade, '')), 'ＡＢＣＤａｂｃｄ', 'ABCDABCD') AS letters,
        coalesce(p.note, '') || '|' || coalesce(p.reason, '') || '|' || coalesce(p.status, '') || '|' || coalesce(p.category, '') || '|' || coalesce(p.item, '') AS said,
        p.source_file || '|' || p.source_sheet AS list,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, coalesce(p.period_start, p.paid_on)) AS left_after_reversals
    FROM payments AS p
    JOIN programme_texts AS t
        ON t.programme = p.programme
       AND t.year = coalesce(year(p.period_start), year(p.paid_on), 0)
    WHERE t.programme_id = 'dangerous_house'
      AND p.person_key IS NOT NULL
      AND coalesce(p.period_start, p.paid_on) IS NOT NULL
)
SELECT
    g.person_key, g.programme_id, g.programme, g.row_id, g.amount_yuan, g.period_start, g.period_end, g.grade,
    CASE
        WHEN g.letters LIKE '%A%' AND g.letters NOT LIKE '%B%' AND g.letters NOT LIKE '%C%' AND g.letters NOT LIKE '%D%' THEN 'A'
        WHEN g.letters LIKE '%B%' AND g.letters NOT LIKE '%A%' AND g.letters NOT LIKE '%C%' AND g.letters NOT LIKE '%D%' THEN 'B'
        WHEN g.letters LIKE '%C%' AND g.letters NOT LIKE '%A%' AND g.letters NOT LIKE '%B%' AND g.letters NOT LIKE '%D%' THEN 'C'
        WHEN g.letters LIKE '%D%' AND g.letters NOT LIKE '%A%' AND g.letters NOT LIKE '%B%' AND g.letters NOT LIKE '%C%' THEN 'D'
    END AS house_class,
    g.approved_on, g.assessed_on, g.completed_on,
    least(coalesce(g.approved_on, g.period_start), g.period_end) AS from_day,
    coalesce(g.approved_on, g.period_end) AS to_day,
    g.left_after_reversals, g.said, g.list
FROM grants AS g
WHERE g.amount_yuan > 0
