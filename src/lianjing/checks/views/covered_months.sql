/* covered_months: the calendar months which the pay lists of a programme cover in a town: programme_id, town_key, village_key (NULL where a town stands;
where the lists name no town, the village's), month (first day), month_end, rows_paid. A month counts only if at least half as many rows were paid for
it as for the fullest month of that place: a few arrears for an old month are no pay list. Programmes of one event are not in it. */
WITH spans AS (
    SELECT t.programme_id, w.town_key, CASE WHEN w.town_key IS NULL THEN v.village_key END AS village_key, p.period_start, p.period_end, cast(sum(p.rows_paid) AS BIGINT) AS rows_paid
    FROM span_texts AS p
    JOIN programme_texts AS t
        ON t.programme = p.programme
       AND t.year = year(p.period_start)
    LEFT JOIN town_keys AS w ON w.town = p.town
    LEFT JOIN village_keys AS v ON v.village = p.village
    WHERE t.programme_id IS NOT NULL
    GROUP BY t.programme_id, w.town_key, CASE WHEN w.town_key IS NULL THEN v.village_key END, p.period_start, p.period_end
),
by_month AS (
    SELECT s.programme_id, s.town_key, s.village_key, c.month, c.month_end, sum(s.rows_paid)::BIGINT AS rows_paid
    FROM spans AS s
    JOIN calendar AS c ON c.month_end >= s.period_start AND c.month <= s.period_end
    JOIN programmes AS g ON g.programme_id = s.programme_id
    WHERE g.period NOT IN ('once', 'event')
    GROUP BY s.programme_id, s.town_key, s.village_key, c.month, c.month_end
)
SELECT programme_id, town_key, village_key, month, month_end, rows_paid
FROM by_month
QUALIFY 2 * rows_paid >= max(rows_paid) OVER (PARTITION BY programme_id, town_key, village_key)
