/* lianjing-rule
id       = "U06"
category = "U06"
strength = "strong"
subject  = "person"
side     = "to"
funds    = "period NOT IN ('once', 'event')"
title    = { zh = "公示有名，发放表无名", en = "Published, and never paid" }
means    = { zh = "公示名单中有此人，公示以后同乡镇同项目已发放他人，而此人（及其家庭）一次也没有发放记录。", en = "The published list has the person; after it the programme was paid in the town, and never once to this person or household." }
why      = { zh = "名字贴在墙上，村里人都以为领了，钱却没有到；本人不好意思问，就这样没了。", en = "With the name on the wall everybody thinks that the money came; it did not, the person is shy to ask, and so it is lost." }
basis    = ["社会救助暂行办法：审核结果公示，公示期满无异议的予以批准", "惠民惠农财政补贴资金“一卡通”管理办法"]
tables   = ["payments", "published"]
uses     = ["approved", "approved_members", "households", "deaths", "custody"]
say.zh   = "{name}列入“{programme}”公示名单，公示后同乡镇{period}已发放{unpaid_months}个月，没有其本人（家庭）的发放记录，按公示额计约{amount_yuan}元。请核对公示异议处理和审批结果。"
say.en   = "{name} is on the published list of “{programme}”; afterwards the town was paid for {unpaid_months} months ({period}), and nothing stands for this person (household), about {amount_yuan} yuan by the published sum. Check what became of objections and approval."
param.min_months = { default = 1, unit = "months", source = "months paid in the town after the publication; a county may set its own" }
cells    = ["published.name", "published.monthly_yuan", "published.amount_yuan", "published.published_start", "published.note", "approved.stop_reason"]
innocent.objection-upheld = { zh = "公示有异议、经核实取消的不算", en = "there was an objection and it was upheld, or the entry was struck out" }
innocent.not-approved = { zh = "审批名册写明停发、退出日期或原因的不算", en = "removed from the approved register, with the day or the reason" }
innocent.dead = { zh = "公示以后首个发放月份以前死亡的不算", en = "died before the first month that was paid afterwards" }
innocent.quarantined-row = { zh = "同村同名的一行因证号损坏被隔离的，视为已发放", en = "a row of that name and village was paid, its damaged number is in quarantine" }
innocent.paid-under-another-number = { zh = "同村同名、号码不在户籍中的已有发放，属号码问题（另一类疑点）", en = "paid to that name in the village under a number of no resident: a finding of another kind" }
innocent.paid-to-housemate = { zh = "由同户的其他人领取的不算", en = "paid to another of the household" }
innocent.exclusive-programme = { zh = "公示后改享互斥项目的不算", en = "a programme that excludes this one was paid instead" }
innocent.in-custody = { zh = "服刑、羁押的不算", en = "in custody at that time" }
*/
WITH lists AS (
    SELECT
        l.person_key, l.programme_id, l.row_id, l.town_key, l.village_key, l.name_key,
        coalesce(l.monthly_yuan, CASE WHEN g.period IN ('month', 'quarter', 'half') THEN l.amount_yuan END) AS monthly_yuan,
        l.amount_yuan,
        coalesce(l.period_start, last_day(coalesce(l.published_end, l.published_start)) + 1, DATE '1900-01-01') AS due_from,
        coalesce(l.period_end, last_day(coalesce(l.published_end, l.published_start)) + 365, DATE '9999-12-31') AS due_until
    FROM listed AS l
    JOIN programmes AS g
        ON g.programme_id = l.programme_id
    WHERE l.person_key IS NOT NULL
      AND NOT (coalesce(l.note, '') LIKE '%取消%' OR coalesce(l.note, '') LIKE '%异议成立%' OR coalesce(l.note, '') LIKE '%不符合%' OR coalesce(l.note, '') LIKE '%不予%' OR coalesce(l.note, '') LIKE '%撤销%' OR coalesce(l.note, '') LIKE '%剔除%' OR coalesce(l.note, '') LIKE '%放弃%' OR coalesce(l.note, '') LIKE '%退出%' OR coalesce(l.note, '') LIKE '%核销%' OR coalesce(l.note, '') LIKE '%未通过%')   -- unless: objection-upheld
),
paid_ever AS (
    SELECT DISTINCT l.row_id
    FROM lists AS l
    JOIN paid AS p
        ON p.person_key = l.person_key
       AND p.programme_id = l.programme_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_end, p.paid_on) >= l.due_from
),
never AS (
    SELECT l.person_key, l.programme_id, l.row_id, l.town_key, l.village_key, l.name_key, l.monthly_yuan, l.amount_yuan, l.due_from, l.due_until
    FROM lists AS l
    LEFT JOIN paid_ever AS e
        ON e.row_id = l.row_id
    WHERE e.row_id IS NULL
),
covered AS (
    SELECT n.row_id, c.month, c.month_end
    FROM never AS n
    JOIN covered_months AS c
        ON c.programme_id = n.programme_id
       AND c.town_key = n.town_key
    UNION ALL
    SELECT n.row_id, c.month, c.month_end
    FROM never AS n
    JOIN covered_months AS c
        ON c.programme_id = n.programme_id
       AND c.village_key = n.village_key
    WHERE c.town_key IS NULL
),
due AS (
    SELECT
        n.person_key, n.programme_id, n.row_id, n.town_key, n.village_key, n.name_key, n.monthly_yuan, n.amount_yuan, n.due_from,
        count(DISTINCT c.month) AS months, min(c.month) AS first_month, max(c.month_end) AS last_month
    FROM never AS n
    JOIN covered AS c
        ON c.row_id = n.row_id
    LEFT JOIN dead AS d
        ON d.person_key = n.person_key
    WHERE c.month >= n.due_from
      AND c.month <= n.due_until
      AND (d.died_on IS NULL OR c.month_end < d.died_on)                 -- unless: dead
    GROUP BY n.person_key, n.programme_id, n.row_id, n.town_key, n.village_key, n.name_key, n.monthly_yuan, n.amount_yuan, n.due_from
),
mates AS (
    SELECT DISTINCT d.row_id, h.mate_key
    FROM due AS d
    JOIN housemates AS h
        ON h.person_key = d.person_key
    WHERE h.mate_key <> d.person_key
),
paid_to_mate AS (
    SELECT DISTINCT d.row_id
    FROM due AS d
    JOIN mates AS m
        ON m.row_id = d.row_id
    JOIN paid AS p
        ON p.person_key = m.mate_key
       AND p.programme_id = d.programme_id
    JOIN programmes AS g
        ON g.programme_id = d.programme_id
    LEFT JOIN listed AS l
        ON l.person_key = m.mate_key
       AND l.programme_id = d.programme_id
    WHERE p.amount_yuan > 0
      AND p.period_end >= d.due_from
      AND (g.payee = 'household' OR l.row_id IS NULL)
),
instead AS (
    SELECT DISTINCT d.row_id
    FROM due AS d
    JOIN exclusive AS x
        ON x.programme_id = d.programme_id
    JOIN paid AS p
        ON p.person_key = d.person_key
       AND p.programme_id = x.other_id
    WHERE p.amount_yuan > 0
      AND p.period_end >= d.due_from
),
removed AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM enrolled AS e
    JOIN due AS d
        ON d.person_key = e.person_key
       AND d.programme_id = e.programme_id
    WHERE (e.to_on IS NOT NULL AND e.to_on < d.last_month)
       OR coalesce(e.stop_reason, '') NOT IN ('', '无', '-', '/', '正常')
),
strangers AS (           -- paid to numbers that are no resident's
    SELECT DISTINCT d.row_id
    FROM due AS d
    JOIN paid AS p
        ON p.name_key = d.name_key
       AND p.village_key = d.village_key
       AND p.programme_id = d.programme_id
       AND coalesce(p.town_key = d.town_key, TRUE)
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND p.period_end >= d.due_from
      AND r.person_key IS NULL
),
damaged AS (
    SELECT DISTINCT d.row_id
    FROM due AS d
    JOIN quarantined_paid AS q
        ON q.name_key = d.name_key
       AND q.programme_id = d.programme_id
    WHERE q.amount_yuan > 0
      AND q.period_end >= d.due_from
      AND coalesce(q.village_key = d.village_key, TRUE)
      AND coalesce(q.town_key = d.town_key, TRUE)
)
SELECT
    d.person_key                                             AS subject,
    d.programme_id,
    [d.row_id]                                               AS evidence,
    cast(coalesce(d.monthly_yuan * d.months, d.amount_yuan) AS DECIMAL(18,2)) AS amount_yuan,
    g.zh                                                     AS programme,
    d.first_month                                            AS period_start,
    d.last_month                                             AS period_end,
    d.months                                                 AS unpaid_months
FROM due AS d
JOIN programmes AS g
    ON g.programme_id = d.programme_id
LEFT JOIN paid_to_mate AS m
    ON m.row_id = d.row_id
LEFT JOIN instead AS i
    ON i.row_id = d.row_id
LEFT JOIN removed AS e
    ON e.person_key = d.person_key
   AND e.programme_id = d.programme_id
LEFT JOIN strangers AS s
    ON s.row_id = d.row_id
LEFT JOIN damaged AS q
    ON q.row_id = d.row_id
WHERE d.months >= $min_months
  AND m.row_id IS NULL                                                   -- unless: paid-to-housemate
  AND i.row_id IS NULL                                                   -- unless: exclusive-programme
  AND e.person_key IS NULL                                               -- unless: not-approved
  AND s.row_id IS NULL                                                   -- unless: paid-under-another-number
  AND q.row_id IS NULL                                                   -- unless: quarantined-row
  AND NOT EXISTS (SELECT 1 FROM custody AS k WHERE k.person_key = d.person_key AND k.from_on <= d.last_month AND coalesce(k.to_on, DATE '9999-12-31') >= d.first_month)   -- unless: in-custody
