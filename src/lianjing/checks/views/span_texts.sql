/* span_texts: how many sums were paid for each span of days, by the texts of the sheets: programme, town, village, period_start, period_end,
rows_paid. A county's pay lists come to a few thousand lines of it, whatever the number of payments; what asks how far the lists reach reads it. */
SELECT p.programme, p.town, p.village, p.period_start, p.period_end, count(*) AS rows_paid
FROM payments AS p
WHERE p.period_start IS NOT NULL
  AND p.amount_yuan > 0
GROUP BY p.programme, p.town, p.village, p.period_start, p.period_end
