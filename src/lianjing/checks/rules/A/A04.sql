/* lianjing-rule
id       = "A04"
category = "A04"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN (SELECT cast(x.programme_id AS VARCHAR) FROM exclusive AS x WHERE x.scope IN ('person', 'household', 'house'))"
title    = { zh = "同期领取互斥的两项待遇", en = "Two mutually exclusive programmes for the same period" }
means    = { zh = "按规定不能同时享受的两项待遇，在同一月份都发给了同一人（规定按户的，同一户）。", en = "Two programmes that may not be drawn together were both paid to one person (or one household, where the rule says so) for the same month." }
why      = { zh = "两项待遇管的是同一件事，一人领了两份，排队的人就可能一份也没有。", en = "The two benefits meet one and the same need: where one person has both, someone who waits may have neither." }
basis    = ["社会救助暂行办法；特困人员认定办法（民发〔2021〕43号）：纳入特困供养的不再适用最低生活保障", "本县标准文件所列互斥待遇"]
tables   = ["payments"]
uses     = ["approved", "households", "approved_members"]
standards = ["exclusive"]
say.zh   = "{name}领取“{programme}”{period}共{amount_yuan}元，同期“{other_programme}”也有发放（其中一笔{other_yuan}元）。两项待遇不能同时享受，请核对停发和转入手续。"
say.en   = "{name} drew {amount_yuan} yuan of “{programme}” for {period}, while “{other_programme}” was paid for the same time (one row: {other_yuan} yuan). The two exclude each other: check when the one was to stop and the other to begin."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.programme", "payments.period_start", "payments.amount_yuan"]
innocent.switch-over-month = { zh = "转换当月：一项在该月终止，另一项自该月开始；按季、按年发放的，转换日在该期之内、此后即停（名册载明更早已停的除外）", en = "the month of the switch, in which the one ends and the other begins; a longer period that contains the day of the switch, and is the last one (unless the register says that it had stopped before)" }
innocent.different-members = { zh = "同户不同的人各领一项：除规定按户互斥的以外，按人比对", en = "different members of a household: persons are compared, unless the exclusion is by household" }
innocent.permitted-top-up = { zh = "可以叠加的补贴：只比对列入互斥表的两项", en = "programmes that may be drawn together: only pairs on the list of exclusions are compared" }
innocent.reversed = { zh = "其中一项该期已冲回", en = "one of the two was taken back for that period" }
*/
WITH holders AS (        -- who has been paid something that excludes another thing
    SELECT p.person_key, p.programme_id, min(p.period_start) AS first_on, max(p.period_end) AS last_on
    FROM paid AS p
    JOIN (SELECT DISTINCT e.programme_id FROM exclusive AS e WHERE e.scope IN ('person', 'household', 'house')) AS x
        ON x.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND p.person_key IS NOT NULL
      AND p.period_start IS NOT NULL
    GROUP BY p.person_key, p.programme_id
),
pairs AS (
    SELECT
        a.person_key, a.programme_id, b.person_key AS other_key, b.programme_id AS other_id,
        a.first_on, a.last_on, b.first_on AS other_first, b.last_on AS other_last,
        (year(greatest(a.first_on, b.first_on)) * 12 + month(greatest(a.first_on, b.first_on))) AS begun,
        (year(least(a.last_on, b.last_on)) * 12 + month(least(a.last_on, b.last_on))) AS ended
    FROM holders AS a
    JOIN housemates AS t
        ON t.person_key = a.person_key
    JOIN holders AS b
        ON b.person_key = t.mate_key
    JOIN exclusive AS x
        ON x.programme_id = a.programme_id
       AND x.other_id = b.programme_id
    WHERE cast(a.programme_id AS VARCHAR) < cast(b.programme_id AS VARCHAR)
      AND (t.mate_key = t.person_key OR x.scope IN ('household', 'house'))    -- unless: different-members
),
stopped AS (             -- the last day in the approved register
    SELECT e.person_key, e.programme_id, max(e.to_on) AS to_on
    FROM enrolled AS e
    WHERE e.to_on IS NOT NULL
      AND e.person_key IS NOT NULL
    GROUP BY e.person_key, e.programme_id
)
SELECT DISTINCT
    p.person_key         AS subject,
    p.programme_id,
    [p.row_id, q.row_id] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    q.programme          AS other_programme,
    q.amount_yuan        AS other_yuan
FROM pairs AS k
JOIN paid AS p
    ON p.person_key = k.person_key
   AND p.programme_id = k.programme_id
JOIN paid AS q
    ON q.person_key = k.other_key
   AND q.programme_id = k.other_id
LEFT JOIN stopped AS s
    ON s.person_key = p.person_key
   AND s.programme_id = p.programme_id
LEFT JOIN stopped AS u
    ON u.person_key = q.person_key
   AND u.programme_id = q.programme_id
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.period_start
LEFT JOIN reversals AS v
    ON v.person_key = q.person_key
   AND v.programme = q.programme
   AND v.period_start = q.period_start
WHERE p.amount_yuan >= $min_yuan
  AND q.amount_yuan >= $min_yuan
  AND p.period_start <= q.period_end
  AND q.period_start <= p.period_end
  AND NOT (k.begun = k.ended AND ((k.first_on < k.other_first AND k.last_on <= k.other_last) OR (k.other_first < k.first_on AND k.other_last <= k.last_on)))   -- unless: switch-over-month
  AND NOT (p.period_start < k.other_first AND p.period_end = k.last_on AND coalesce(s.to_on >= p.period_start, TRUE))   -- unless: switch-over-month
  AND NOT (q.period_start < k.first_on AND q.period_end = k.other_last AND coalesce(u.to_on >= q.period_start, TRUE))   -- unless: switch-over-month
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan    -- unless: reversed
  AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan    -- unless: reversed
