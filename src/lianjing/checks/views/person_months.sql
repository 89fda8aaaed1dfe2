/* person_months: payments whose period is one calendar month (or a part of one): person_key, programme_id, month (its first day), amount_yuan, row_id. */
SELECT
    person_key,
    programme_id,
    (period_start - (day(period_start) - 1)::INTEGER)::DATE AS month,
    amount_yuan,
    row_id
FROM paid
WHERE months = 1
  AND person_key IS NOT NULL
