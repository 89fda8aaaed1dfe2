/* lianjing-rule
id       = "U01"
category = "U01"
strength = "strong"
subject  = "person"
side     = "to"
reach    = "county"
funds    = "period NOT IN ('once', 'event')"
title    = { zh = "应享未享：在册或符合条件，发放表中没有", en = "Entitled, and not in the pay lists" }
means    = { zh = "审批名册在册、户籍年龄已达到本县标准，或残疾证等级符合本县标准；同乡镇同项目该月份已发放他人，而本人（及其家庭）没有发放记录。", en = "Someone is on the approved register, or of the age or with the disability certificate that the county's standard asks for; the programme was paid in the town for those months, but not to this person or household." }
why      = { zh = "该得的人没得到，往往是老人、残疾人，自己不知道，也不会去问，日子就更难。", en = "Those who are due the money and do not get it are often old or disabled: they do not know, do not ask, and live the harder for it." }
basis    = ["社会救助暂行办法：对符合条件的申请予以批准并发放", "惠民惠农财政补贴资金“一卡通”管理办法：应发尽发", "县级标准（standards.toml 的 from_age、grades）"]
tables   = ["payments"]
uses     = ["approved", "approved_members", "households", "deaths", "custody", "disability"]
say.zh   = "{name}{why}，“{programme}”同乡镇{period}已发放，其中{unpaid_months}个月没有其本人（家庭）的发放记录，按月标准计约{amount_yuan}元。请核对是否漏发、停发手续是否齐全。"
say.en   = "{name} {why_en}; “{programme}” was paid in the town for {period}, and for {unpaid_months} months of it nothing stands for this person (household), about {amount_yuan} yuan. Check whether it was left out, or stopped in due form."
param.min_months = { default = 1, unit = "months", source = "fewer months without payment are not reported; a county may set its own" }
param.whole_village = { default = 3, unit = "persons entitled in a village of whom none was paid", source = "fewer may all have been left out; so many at once means that the list is missing" }
param.grace_days = { default = 60, unit = "days", source = "from the birthday or certificate to the first payment, where the county states no begin_days" }
cells    = ["approved.name", "approved.from_on", "approved.to_on", "approved.monthly_yuan", "households.name", "households.born_on", "disability.name", "disability.grade", "disability.issued_on"]
innocent.stopped-with-reason = { zh = "已停发、退出并写明日期或原因的不算", en = "stopped, with the day or the reason in the register" }
innocent.dead = { zh = "本人已死亡的月份不算", en = "the month of death and what comes after it" }
innocent.approved-later = { zh = "纳入当月及以前的月份不算；名册没有纳入日期的，从本人第一次领取起算", en = "months up to that of approval; where no day is given, months before the person's first payment" }
innocent.arrears = { zh = "漏发月份已在其他期次补足的不算", en = "what was missed stands in another period, the total is right" }
innocent.quarantined-row = { zh = "同村同名的一行因证号损坏被隔离的，视为已发放", en = "a row of that name and village was paid, its damaged number is in quarantine" }
innocent.paid-under-another-number = { zh = "同村同名、号码不在户籍中的已有发放，属号码问题（另一类疑点）", en = "paid to that name in the village under a number of no resident: a finding of another kind" }
innocent.paid-to-housemate = { zh = "由同户的其他人（本人不另享受的）领取的不算", en = "paid to another of the household, who is not entitled beside this person" }
innocent.exclusive-programme = { zh = "同月已享受互斥项目的不算", en = "a programme that excludes this one was paid for the month" }
innocent.list-of-the-village-missing = { zh = "全村应领的几户该月都没有发放记录的，多为该村发放表未收到，不逐户列出", en = "several are entitled in the village and nobody there was paid for the month: its pay list is likely not in the book" }
innocent.in-custody = { zh = "服刑、羁押期间停发的不算", en = "in custody in that month" }
innocent.moved = { zh = "刚迁入或已迁出的不算", en = "moved in only lately, or away" }
innocent.just-entitled = { zh = "刚满年龄、刚发证，仍在办理期限内的不算", en = "reached the age, or got the certificate, within the time that it takes" }
innocent.certificate-ended = { zh = "残疾证已注销、过期，或重新评定改变等级的，以后的月份不算", en = "the certificate ended, or a later one gives another grade" }
*/
WITH grades AS (
    SELECT
        d.person_key, d.row_id, d.issued_on,
        coalesce(d.status, '') || '|' || coalesce(d.note, '') AS state,
        least(coalesce(d.valid_to, DATE '9999-12-31'), coalesce(lead(d.issued_on) OVER (PARTITION BY d.person_key ORDER BY d.issued_on, d.row_id), DATE '9999-12-31')) AS valid_to,
        CASE
            WHEN d.grade LIKE '%一%' OR d.grade LIKE '%1%' OR d.grade LIKE '%壹%' OR d.grade LIKE '%Ⅰ%' THEN '1'
            WHEN d.grade LIKE '%二%' OR d.grade LIKE '%2%' OR d.grade LIKE '%贰%' OR d.grade LIKE '%Ⅱ%' THEN '2'
            WHEN d.grade LIKE '%三%' OR d.grade LIKE '%3%' OR d.grade LIKE '%叁%' OR d.grade LIKE '%Ⅲ%' THEN '3'
            WHEN d.grade LIKE '%四%' OR d.grade LIKE '%4%' OR d.grade LIKE '%肆%' OR d.grade LIKE '%Ⅳ%' THEN '4'
        END AS grade
    FROM disability AS d
    WHERE d.person_key IS NOT NULL
),
ages AS (
    SELECT s.programme_id, min(s.from_age) AS from_age
    FROM standards AS s
    WHERE s.from_age IS NOT NULL
    GROUP BY s.programme_id
),
monthly AS (
    SELECT s.programme_id, min(s.yuan) AS monthly_yuan
    FROM standards AS s
    WHERE s.measure = 'yuan_per_month'
    GROUP BY s.programme_id
),
entitled AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.town_key, e.village_key, e.name_key, e.monthly_yuan,
        CASE WHEN e.from_on IS NOT NULL THEN last_day(e.from_on) END AS due_after,
        coalesce(e.to_on, DATE '9999-12-31') AS due_until,
        coalesce(year(e.period_start), 1900) AS year_from,
        coalesce(year(e.period_end), 9999) AS year_to,
        '在审批名册中' AS why, 'is on the approved register' AS why_en, TRUE AS named
    FROM enrolled AS e
    WHERE e.person_key IS NOT NULL
      AND NOT (e.to_on IS NULL AND coalesce(e.stop_reason, '') NOT IN ('', '无', '-', '/', '正常'))   -- unless: stopped-with-reason
    UNION ALL
    SELECT
        r.person_key, a.programme_id, r.row_id, r.town_key, r.village_key, r.name_key, m.monthly_yuan,
        coalesce(c.month_end, DATE '1900-01-31') + $grace_days,
        DATE '9999-12-31', 1900, 9999,
        '已年满' || cast(t.from_age AS VARCHAR) || '周岁', 'has reached the age of ' || cast(t.from_age AS VARCHAR), FALSE
    FROM residents AS r
    CROSS JOIN age_programmes AS a
    JOIN ages AS t
        ON t.programme_id = a.programme_id
    LEFT JOIN monthly AS m
        ON m.programme_id = a.programme_id
    LEFT JOIN calendar AS c
        ON year(c.month) = year(r.born_on) + t.from_age
       AND month(c.month) = month(r.born_on)
    WHERE r.born_on IS NOT NULL
      AND year(r.born_on) + t.from_age <= 2060
    UNION ALL
    SELECT
        r.person_key, a.programme_id, d.row_id, r.town_key, r.village_key, r.name_key, m.monthly_yuan,
        d.issued_on + coalesce(l.begin_days, $grace_days),
        d.valid_to, 1900, 9999,
        '持有' || d.grade || '级残疾证', 'holds a disability certificate of grade ' || d.grade, FALSE
    FROM grades AS d
    CROSS JOIN limits AS l
    JOIN allowed_grades AS a
        ON cast(a.grade AS VARCHAR) = d.grade
    JOIN residents AS r
        ON r.person_key = d.person_key
    LEFT JOIN needs_programme AS n
        ON n.programme_id = a.programme_id
    LEFT JOIN monthly AS m
        ON m.programme_id = a.programme_id
    WHERE n.needs_id IS NULL
      AND d.issued_on IS NOT NULL
      AND NOT (d.state LIKE '%注销%' OR d.state LIKE '%作废%' OR d.state LIKE '%冻结%' OR d.state LIKE '%过期%' OR d.state LIKE '%失效%')   -- unless: certificate-ended
),
who AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM entitled AS e
),
own AS (
    SELECT w.person_key, w.programme_id, cast(sum(p.months) AS BIGINT) AS months, sum(p.amount_yuan) AS amount_yuan, min(p.period_start) AS first_start
    FROM who AS w
    JOIN paid AS p
        ON p.person_key = w.person_key
       AND p.programme_id = w.programme_id
    WHERE p.amount_yuan > 0
    GROUP BY w.person_key, w.programme_id
),
most AS (
    SELECT c.programme_id, count(DISTINCT c.month) AS months
    FROM covered_months AS c
    GROUP BY c.programme_id
),
lacking AS (             -- whoever was paid as many months as were paid at all lacks nothing
    SELECT
        e.person_key, e.programme_id, e.row_id, e.town_key, e.village_key, e.name_key, e.monthly_yuan, e.due_until, e.year_from, e.year_to, e.why, e.why_en, e.named,
        coalesce(e.due_after, CASE WHEN e.named THEN o.first_start - 1 END, DATE '1900-01-01') AS due_after,
        coalesce(o.amount_yuan, 0) AS received_yuan
    FROM entitled AS e
    JOIN most AS m
        ON m.programme_id = e.programme_id
    LEFT JOIN own AS o
        ON o.person_key = e.person_key
       AND o.programme_id = e.programme_id
    WHERE coalesce(o.months, 0) < m.months
),
covered AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.village_key, e.name_key, e.monthly_yuan, e.due_after, e.due_until, e.year_from, e.year_to, e.why, e.why_en,
        e.named, e.received_yuan, c.month, c.month_end
    FROM lacking AS e
    JOIN covered_months AS c
        ON c.programme_id = e.programme_id
       AND c.town_key = e.town_key
    UNION ALL
    SELECT
        e.person_key, e.programme_id, e.row_id, e.village_key, e.name_key, e.monthly_yuan, e.due_after, e.due_until, e.year_from, e.year_to, e.why, e.why_en,
        e.named, e.received_yuan, c.month, c.month_end
    FROM lacking AS e
    JOIN covered_months AS c
        ON c.programme_id = e.programme_id
       AND c.village_key = e.village_key
    WHERE c.town_key IS NULL
),
due AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.village_key, e.name_key, e.monthly_yuan, e.why, e.why_en, e.received_yuan, e.month, e.month_end,
        count(*) OVER (PARTITION BY e.row_id, e.programme_id) AS due_months,
        count(*) OVER (PARTITION BY e.programme_id, e.village_key, e.month) AS due_in_village
    FROM covered AS e
    LEFT JOIN dead AS d
        ON d.person_key = e.person_key
    LEFT JOIN residents AS r
        ON r.person_key = e.person_key
    WHERE year(e.month) BETWEEN e.year_from AND e.year_to
      AND (NOT e.named OR e.month > e.due_after)                         -- unless: approved-later
      AND (e.named OR e.month > e.due_after)                             -- unless: just-entitled
      AND (NOT e.named OR e.month_end <= e.due_until)                    -- unless: stopped-with-reason
      AND (e.named OR e.month_end < e.due_until)                         -- unless: certificate-ended
      AND (d.died_on IS NULL OR e.month_end < d.died_on)                 -- unless: dead
      AND (r.moved_in_on IS NULL OR r.moved_in_on + $grace_days < e.month)   -- unless: moved
      AND (r.moved_out_on IS NULL OR e.month_end < r.moved_out_on)           -- unless: moved
),
lacks AS (
    SELECT DISTINCT d.person_key, d.programme_id
    FROM due AS d
),
payees AS (              -- under whose number the money may stand
    SELECT l.person_key, l.programme_id, l.person_key AS payee_key FROM lacks AS l
    UNION SELECT l.person_key, l.programme_id, h.mate_key FROM lacks AS l JOIN housemates AS h ON h.person_key = l.person_key JOIN programmes AS g ON g.programme_id = l.programme_id LEFT JOIN who AS w ON w.person_key = h.mate_key AND w.programme_id = l.programme_id WHERE g.payee = 'household' OR w.person_key IS NULL   -- unless: paid-to-housemate
),
received AS (
    SELECT DISTINCT y.person_key, y.programme_id, c.month
    FROM payees AS y
    JOIN paid AS p
        ON p.person_key = y.payee_key
       AND p.programme_id = y.programme_id
    JOIN calendar AS c
        ON c.month_end >= p.period_start
       AND c.month <= p.period_end
    WHERE p.amount_yuan > 0
),
instead AS (
    SELECT DISTINCT y.person_key, y.programme_id, c.month
    FROM payees AS y
    JOIN exclusive AS x
        ON x.programme_id = y.programme_id
    JOIN paid AS p
        ON p.person_key = y.payee_key
       AND p.programme_id = x.other_id
    JOIN programmes AS g
        ON g.programme_id = y.programme_id
    JOIN calendar AS c
        ON c.month_end >= p.period_start
       AND c.month <= p.period_end
    WHERE p.amount_yuan > 0
      AND (y.payee_key = y.person_key OR g.payee = 'household')
),
listed_villages AS (     -- villages for which the programme was paid to anybody, damaged rows included
    SELECT DISTINCT v.programme_id, v.village_key, c.month
    FROM (
        SELECT DISTINCT p.programme_id, p.village_key, p.period_start, p.period_end FROM paid AS p WHERE p.amount_yuan > 0 AND p.village_key IS NOT NULL
        UNION
        SELECT DISTINCT q.programme_id, q.village_key, q.period_start, q.period_end FROM quarantined_paid AS q WHERE q.amount_yuan > 0 AND q.village_key IS NOT NULL
    ) AS v
    JOIN calendar AS c
        ON c.month_end >= v.period_start
       AND c.month <= v.period_end
),
damaged AS (
    SELECT DISTINCT q.name_key, q.village_key, q.programme_id, q.period_start, q.period_end
    FROM quarantined_paid AS q
    WHERE q.amount_yuan > 0
),
strangers AS (           -- paid to numbers that are no resident's
    SELECT DISTINCT p.name_key, p.village_key, p.programme_id, p.period_start, p.period_end
    FROM (SELECT DISTINCT d.name_key, d.village_key, d.programme_id FROM due AS d) AS d
    JOIN paid AS p
        ON p.name_key = d.name_key
       AND p.village_key = d.village_key
       AND p.programme_id = d.programme_id
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND r.person_key IS NULL
),
unpaid AS (
    SELECT d.person_key, d.programme_id, d.row_id, d.monthly_yuan, d.why, d.why_en, d.month, d.month_end
    FROM due AS d
    LEFT JOIN received AS v
        ON v.person_key = d.person_key
       AND v.programme_id = d.programme_id
       AND v.month = d.month
    LEFT JOIN instead AS i
        ON i.person_key = d.person_key
       AND i.programme_id = d.programme_id
       AND i.month = d.month
    LEFT JOIN listed_villages AS k
        ON k.programme_id = d.programme_id
       AND k.village_key = d.village_key
       AND k.month = d.month
    WHERE v.month IS NULL
      AND (k.month IS NOT NULL OR d.village_key IS NULL OR d.due_in_village < $whole_village)   -- unless: list-of-the-village-missing
      AND i.month IS NULL                                                -- unless: exclusive-programme
      AND (d.monthly_yuan IS NULL OR d.received_yuan < d.monthly_yuan * d.due_months)   -- unless: arrears
      AND NOT EXISTS (SELECT 1 FROM damaged AS q WHERE q.name_key = d.name_key AND q.programme_id = d.programme_id AND (q.village_key = d.village_key OR q.village_key IS NULL) AND q.period_start <= d.month_end AND q.period_end >= d.month)   -- unless: quarantined-row
      AND NOT EXISTS (SELECT 1 FROM strangers AS s WHERE s.name_key = d.name_key AND s.village_key = d.village_key AND s.programme_id = d.programme_id AND s.period_start <= d.month_end AND s.period_end >= d.month)   -- unless: paid-under-another-number
      AND NOT EXISTS (SELECT 1 FROM custody AS k WHERE k.person_key = d.person_key AND k.from_on <= d.month_end AND coalesce(k.to_on, DATE '9999-12-31') >= d.month)   -- unless: in-custody
)
SELECT
    u.person_key                                             AS subject,
    u.programme_id,
    [min(u.row_id)]                                          AS evidence,
    cast(count(DISTINCT u.month) * max(u.monthly_yuan) AS DECIMAL(18,2)) AS amount_yuan,
    min(g.zh)                                                AS programme,
    min(u.month)                                             AS period_start,
    max(u.month_end)                                         AS period_end,
    min(u.why)                                               AS why,
    min(u.why_en)                                            AS why_en,
    count(DISTINCT u.month)                                  AS unpaid_months
FROM unpaid AS u
JOIN programmes AS g
    ON g.programme_id = u.programme_id
GROUP BY u.person_key, u.programme_id
HAVING count(DISTINCT u.month) >= $min_months
