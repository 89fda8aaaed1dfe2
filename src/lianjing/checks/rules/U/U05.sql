/* lianjing-rule
id       = "U05"
category = "U05"
strength = "strong"
subject  = "person"
side     = "to"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('disability_care')"
title    = { zh = "残疾证已发，护理补贴逾期未开始发放", en = "Disability certificate issued, care subsidy not begun in time" }
means    = { zh = "持有等级相符的有效残疾证，自发证之日起已超过县定办理期限，同乡镇此后月份照常发放该补贴，而本人至查验日从未领取。", en = "A valid certificate of a fitting grade was issued longer ago than the county allows, the subsidy was paid in the town for later months, and this person has never had it." }
why      = { zh = "重度残疾人要人照料，证办下来补贴却没跟上，家里就多垫一份钱。", en = "Someone severely disabled needs care; a subsidy that does not follow the certificate is paid by the family instead." }
basis    = ["国发〔2015〕52号：符合条件的残疾人自递交申请当月计发补贴，各地应主动告知、应补尽补", "县级标准（standards.toml 的 begin_days、grades）"]
tables   = ["payments", "disability"]
uses     = ["approved", "households", "deaths", "custody"]
limits   = ["begin_days"]
standards = ["allowed_grades"]
say.zh   = "{name}于{issued_on}领取{grade}级残疾证，至{read_on}“{programme}”没有任何发放记录（办理期限{limit_days}天），其间同乡镇已发放{unpaid_months}个月，按月标准计约{amount_yuan}元。请核对是否告知、申请和审批情况。"
say.en   = "{name} got a disability certificate of grade {grade} on {issued_on}; by {read_on} nothing of “{programme}” was paid (limit {limit_days} days), while it was paid in the town for {unpaid_months} months, about {amount_yuan} yuan. Check whether the person was told, applied and was approved."
cells    = ["disability.name", "disability.grade", "disability.issued_on", "disability.valid_to", "disability.status"]
innocent.waiting-list = { zh = "仍在县定办理期限以内，或备注正在申请、公示、审批、自愿放弃的不算", en = "the time which the county allows is not over, or the register notes a pending application or that the person does not want it" }
innocent.grade-not-covered = { zh = "等级不在县定范围以内，或后来重新评定为其他等级的不算", en = "grades that the county does not cover, or a later certificate of another grade" }
innocent.certificate-ended = { zh = "残疾证已注销、冻结、过期的不算", en = "the certificate was cancelled, frozen or has expired" }
innocent.dead = { zh = "本人已死亡的不算", en = "the person has died" }
innocent.moved = { zh = "已迁出，或刚迁入的不算", en = "the person moved away, or moved in only lately" }
innocent.exclusive-programme = { zh = "享受互斥项目（如特困供养）的月份不算", en = "months in which a programme that excludes this one was paid" }
innocent.in-custody = { zh = "服刑、羁押期间不算", en = "in custody at that time" }
innocent.paid-to-housemate = { zh = "由同户的其他人（本人无残疾证的）代为领取的不算", en = "paid to another of the household, who has no certificate" }
innocent.quarantined-row = { zh = "同村同名的一行因证号损坏被隔离的，视为已发放", en = "a row of that name was paid, its damaged number is in quarantine" }
innocent.paid-under-another-number = { zh = "同村同名、号码不在户籍中的已有发放，属号码问题", en = "paid to that name under a number of no resident: a finding of another kind" }
innocent.stopped-with-reason = { zh = "名册已写明停发、退出的不算", en = "the register of approvals says that it was stopped" }
innocent.list-of-the-village-missing = { zh = "该村从未见该项目发放，且有几人应领的，多为发放表未收到", en = "several are entitled in a village of which no pay list is in the book" }
*/
WITH monthly AS (
    SELECT s.programme_id, min(s.yuan) AS monthly_yuan
    FROM standards AS s
    WHERE s.measure = 'yuan_per_month'
    GROUP BY s.programme_id
),
asked AS (               -- programmes by grade alone; those that need another programme as well are U05B
    SELECT a.programme_id, a.grade
    FROM allowed_grades AS a
    LEFT JOIN needs_programme AS n
        ON n.programme_id = a.programme_id
    WHERE n.needs_id IS NULL
),
holders AS (
    SELECT
        g.person_key, g.row_id, g.name, g.issued_on, g.grade, a.programme_id, l.begin_days, g.town_key, g.village_key, g.name_key, g.moved_in_on,
        g.issued_on + l.begin_days AS due_on
    FROM certificates AS g
    JOIN asked AS a
        ON a.grade IS NOT NULL
    CROSS JOIN limits AS l
    CROSS JOIN run AS n
    LEFT JOIN residents AS r
        ON r.person_key = g.person_key
    LEFT JOIN dead AS d
        ON d.person_key = g.person_key
    WHERE g.next_issued_on IS NULL
      AND a.grade = g.grade                                  -- unless: grade-not-covered
      AND g.valid_to > n.as_of                               -- unless: certificate-ended
      AND NOT (g.state LIKE '%注销%' OR g.state LIKE '%作废%' OR g.state LIKE '%冻结%' OR g.state LIKE '%过期%' OR g.state LIKE '%失效%' OR g.state LIKE '%撤销%' OR g.state LIKE '%死亡%')   -- unless: certificate-ended
      AND NOT (g.state LIKE '%申请%' OR g.state LIKE '%公示%' OR g.state LIKE '%审批%' OR g.state LIKE '%审核%' OR g.state LIKE '%办理中%' OR g.state LIKE '%放弃%' OR g.state LIKE '%不享受%')   -- unless: waiting-list
      AND d.person_key IS NULL                               -- unless: dead
      AND r.moved_out_on IS NULL                             -- unless: moved
),
ever_paid AS (
    SELECT DISTINCT p.person_key, p.programme_id
    FROM paid AS p
    WHERE p.amount_yuan > 0
      AND p.programme_id IN (SELECT a.programme_id FROM asked AS a)
      AND p.person_key IS NOT NULL
),
lacking AS (
    SELECT
        h.person_key, h.row_id, h.name, h.issued_on, h.grade, h.programme_id, h.begin_days, h.town_key, h.village_key, h.name_key, h.due_on, h.moved_in_on,
        count(*) OVER (PARTITION BY h.programme_id, h.town_key, h.village_key) AS lacking_in_village
    FROM holders AS h
    LEFT JOIN ever_paid AS e
        ON e.person_key = h.person_key
       AND e.programme_id = h.programme_id
    WHERE e.person_key IS NULL
),
months AS (
    SELECT h.row_id, h.person_key, h.programme_id, c.month, c.month_end, h.due_on, h.issued_on, h.moved_in_on, h.begin_days
    FROM lacking AS h
    JOIN covered_months AS c
        ON c.programme_id = h.programme_id
       AND c.town_key = h.town_key
    UNION ALL
    SELECT h.row_id, h.person_key, h.programme_id, c.month, c.month_end, h.due_on, h.issued_on, h.moved_in_on, h.begin_days
    FROM lacking AS h
    JOIN covered_months AS c
        ON c.programme_id = h.programme_id
       AND c.village_key = h.village_key
    WHERE c.town_key IS NULL
),
exclusive_months AS (
    SELECT DISTINCT m.person_key, m.programme_id, m.month
    FROM months AS m
    JOIN exclusive AS x
        ON x.programme_id = m.programme_id
    JOIN paid AS p
        ON p.person_key = m.person_key
       AND p.programme_id = x.other_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_start, p.paid_on) <= m.month_end
      AND coalesce(p.period_end, p.paid_on) >= m.month
),
missed AS (
    SELECT m.row_id, m.programme_id, min(m.month) AS from_on, max(m.month_end) AS to_on, count(DISTINCT m.month) AS unpaid_months
    FROM months AS m
    LEFT JOIN exclusive_months AS x
        ON x.person_key = m.person_key
       AND x.programme_id = m.programme_id
       AND x.month = m.month
    WHERE m.month > m.issued_on
      AND m.month > m.due_on                                 -- unless: waiting-list
      AND m.month > m.moved_in_on + m.begin_days             -- unless: moved
      AND x.month IS NULL                                    -- unless: exclusive-programme
      AND NOT EXISTS (SELECT 1 FROM custody AS k WHERE k.person_key = m.person_key AND k.from_on <= m.month_end AND coalesce(k.to_on, DATE '9999-12-31') >= m.month)   -- unless: in-custody
    GROUP BY m.row_id, m.programme_id
),
by_housemate AS (
    SELECT DISTINCT l.person_key, l.programme_id
    FROM lacking AS l
    JOIN housemates AS h
        ON h.person_key = l.person_key
    JOIN ever_paid AS e
        ON e.person_key = h.mate_key
       AND e.programme_id = l.programme_id
    WHERE h.mate_key <> l.person_key
      AND NOT EXISTS (SELECT 1 FROM certificates AS g WHERE g.person_key = h.mate_key)
),
strangers AS (
    SELECT DISTINCT l.person_key, l.programme_id
    FROM lacking AS l
    JOIN paid AS p
        ON p.name_key = l.name_key
       AND p.village_key = l.village_key
       AND coalesce(p.town_key = l.town_key, TRUE)
       AND p.programme_id = l.programme_id
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND r.person_key IS NULL
),
listed_villages AS (
    SELECT DISTINCT p.programme_id, p.town_key, p.village_key
    FROM paid AS p
    WHERE p.amount_yuan > 0
      AND p.programme_id IN (SELECT a.programme_id FROM asked AS a)
)
SELECT
    l.person_key                                             AS subject,
    l.programme_id,
    [l.row_id]                                               AS evidence,
    cast(m.unpaid_months * y.monthly_yuan AS DECIMAL(18,2))  AS amount_yuan,
    g.zh                                                     AS programme,
    m.from_on                                                AS period_start,
    m.to_on                                                  AS period_end,
    l.issued_on,
    l.grade,
    l.begin_days                                             AS limit_days,
    n.as_of                                                  AS read_on,
    m.unpaid_months
FROM lacking AS l
JOIN missed AS m
    ON m.row_id = l.row_id
   AND m.programme_id = l.programme_id
JOIN programmes AS g
    ON g.programme_id = l.programme_id
CROSS JOIN run AS n
LEFT JOIN monthly AS y
    ON y.programme_id = l.programme_id
LEFT JOIN by_housemate AS h
    ON h.person_key = l.person_key
   AND h.programme_id = l.programme_id
LEFT JOIN strangers AS s
    ON s.person_key = l.person_key
   AND s.programme_id = l.programme_id
LEFT JOIN listed_villages AS v
    ON v.programme_id = l.programme_id
   AND v.town_key IS NOT DISTINCT FROM l.town_key
   AND v.village_key IS NOT DISTINCT FROM l.village_key
WHERE m.unpaid_months > 0
  AND h.person_key IS NULL                                   -- unless: paid-to-housemate
  AND s.person_key IS NULL                                   -- unless: paid-under-another-number
  AND NOT EXISTS (SELECT 1 FROM quarantined_paid AS q WHERE q.name_key = l.name_key AND q.programme_id = l.programme_id AND q.amount_yuan > 0 AND coalesce(q.village_key = l.village_key, TRUE) AND coalesce(q.town_key = l.town_key, TRUE))   -- unless: quarantined-row
  AND NOT EXISTS (SELECT 1 FROM enrolled AS e WHERE e.person_key = l.person_key AND e.programme_id = l.programme_id AND (e.to_on IS NOT NULL OR coalesce(e.stop_reason, '') NOT IN ('', '无', '-', '/', '正常')))   -- unless: stopped-with-reason
  AND (v.programme_id IS NOT NULL OR l.village_key IS NULL OR l.lacking_in_village < 3)   -- unless: list-of-the-village-missing
