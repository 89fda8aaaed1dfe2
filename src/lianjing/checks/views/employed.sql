/* employed: the register of public staff, an entry a line: person_key, row_id, name, unit_name, hired_on, employed_from (1900-01-01 where no day
stands), employed_to (the day of leaving; else 9999-12-31), left_undated (left, retired or dead without a day). */
WITH texts AS (
    SELECT
        s.person_key, s.row_id, s.name, s.unit_name, s.from_on, s.to_on,
        coalesce(s.status, '') || '|' || coalesce(s.note, '') AS state
    FROM staff AS s
    WHERE s.person_key IS NOT NULL
)
SELECT
    t.person_key, t.row_id, t.name, t.unit_name,
    t.from_on AS hired_on,
    coalesce(t.from_on, DATE '1900-01-01') AS employed_from,
    coalesce(t.to_on, DATE '9999-12-31') AS employed_to,
    t.to_on IS NULL
    AND (t.state LIKE '%离职%' OR t.state LIKE '%退休%' OR t.state LIKE '%退职%' OR t.state LIKE '%离休%' OR t.state LIKE '%辞%' OR t.state LIKE '%调离%' OR t.state LIKE '%调出%' OR t.state LIKE '%离岗%'
         OR t.state LIKE '%开除%' OR t.state LIKE '%解聘%' OR t.state LIKE '%解除%' OR t.state LIKE '%死亡%' OR t.state LIKE '%去世%' OR t.state LIKE '%病故%' OR t.state LIKE '%停薪%') AS left_undated
FROM texts AS t
