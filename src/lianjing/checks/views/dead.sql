/* dead: one line a dead person: person_key, name, died_on, row_id. Where registers disagree the latest date counts (it accuses least), so a
corrected date of death wins over the first entry if it is later; where only the cremation is dated, that day. */
SELECT person_key, name, coalesce(died_on, buried_on) AS died_on, row_id
FROM deaths
WHERE person_key IS NOT NULL
  AND coalesce(died_on, buried_on) IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY coalesce(died_on, buried_on) DESC, row_id) = 1
