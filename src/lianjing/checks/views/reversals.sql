/* reversals: what is left of a person's programme and period where some row takes money back: person_key, programme, period_start, left_yuan (sum
of the positive and negative rows; periods without a negative row are not in it). Cheaper than a sum over every payment: few rows are negative. */
WITH taken_back AS (
    SELECT DISTINCT person_key, programme, period_start
    FROM paid
    WHERE amount_yuan < 0
      AND person_key IS NOT NULL
)
SELECT t.person_key, t.programme, t.period_start, cast(sum(p.amount_yuan) AS DECIMAL(18,2)) AS left_yuan
FROM taken_back AS t
JOIN paid AS p
    ON p.person_key = t.person_key
   AND p.programme IS NOT DISTINCT FROM t.programme
   AND p.period_start IS NOT DISTINCT FROM t.period_start
GROUP BY t.person_key, t.programme, t.period_start
