/* means_paid: the payments of means-tested programmes, for the rules on cars, homes, firms and posts: person_key, programme_id, programme, payee,
programme_period (month, once, event …), row_id, amount_yuan, period_start, period_end (the day of payment where no period stands), decided_on (as of
which day the means count: the approval of a one-off grant where it is known, else period_start) and left_after_reversals, the sum of person, programme and period with negative rows. Rows that take money back are not in it. */
WITH tested AS (
    SELECT
        p.person_key, p.programme_id, p.programme, g.payee, g.period AS programme_period, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        CASE WHEN g.period IN ('once', 'event') THEN least(coalesce(p.approved_on, p.period_start, p.paid_on), coalesce(p.period_start, p.paid_on))
             ELSE coalesce(p.period_start, p.paid_on) END AS decided_on
    FROM paid AS p
    JOIN programmes AS g ON g.programme_id = p.programme_id
    WHERE g.means_tested
      AND p.person_key IS NOT NULL
),
summed AS (
    SELECT
        t.person_key, t.programme_id, t.programme, t.payee, t.programme_period, t.row_id, t.amount_yuan, t.period_start, t.period_end, t.decided_on,
        sum(t.amount_yuan) OVER (PARTITION BY t.person_key, t.programme_id, t.period_start) AS left_after_reversals
    FROM tested AS t
)
SELECT s.person_key, s.programme_id, s.programme, s.payee, s.programme_period, s.row_id, s.amount_yuan, s.period_start, s.period_end, s.decided_on, s.left_after_reversals
FROM summed AS s
WHERE s.amount_yuan > 0
