/* lianjing-rule
id       = "U02"
category = "U02"
strength = "strong"
subject  = "person"
side     = "to"
reach    = "county"
funds    = "period IN ('month', 'quarter') AND payee IN ('person', 'household')"
title    = { zh = "按期领取后中断，查不到停发原因", en = "Paid regularly, then no more, without a closing reason" }
means    = { zh = "某人按月（季）连续领取后不再有发放记录，而同乡镇同项目后来的月份照常发放；名册没有停发日期和原因，也没有死亡、迁出、转入其他项目等记录。", en = "Someone was paid month by month and then no more, while the programme was still paid in that town; the register gives neither day nor reason, and there is no death, move or other programme." }
why      = { zh = "说停就停、不说理由，困难家庭的日子就断了来源，也无从申诉。", en = "Where aid ends without a word, a poor household loses what it lives on and does not know what to appeal against." }
basis    = ["社会救助暂行办法：决定停发的应当书面说明理由", "惠民惠农财政补贴资金“一卡通”管理办法：应发尽发"]
tables   = ["payments"]
uses     = ["approved", "approved_members", "households", "deaths", "custody", "disability", "bank_returns"]
say.zh   = "{name}此前按期领取“{programme}”，最后一期至{last_paid}；此后同乡镇{period}照常发放，其中{unpaid_months}个月没有其本人（家庭）的记录，按原标准计约{amount_yuan}元，未见停发原因。请核对停发手续和告知情况，或补发。"
say.en   = "{name} was paid “{programme}” regularly until {last_paid}; after that it was paid in the town for {period}, and for {unpaid_months} months of it nothing stands for this person (household), about {amount_yuan} yuan at the former rate, and no reason is recorded. Check the decision to stop and the notice, or pay."
param.regular_months = { default = 3, unit = "months paid before", source = "fewer are no regular payment; a county may set its own" }
param.min_months = { default = 2, unit = "months missed", source = "one month may be paid with the next list" }
param.whole_village = { default = 3, unit = "persons of a village who stop together", source = "so many at once, with nobody paid there any more, mean that the list is missing" }
cells    = ["payments.name", "payments.period_end", "payments.amount_yuan", "approved.name", "approved.to_on", "approved.stop_reason"]
innocent.stopped-with-reason = { zh = "名册写明停发日期、原因，或发放表、名册备注已停发、退出的不算", en = "the register or the remark says since when or why it was stopped" }
innocent.appeal = { zh = "备注正在申诉、复核、复查、听证的，由申诉程序处理", en = "an appeal or review is noted as pending: it is decided there" }
innocent.dead = { zh = "本人已死亡的不算", en = "the person has died" }
innocent.moved = { zh = "已迁出的不算", en = "the person has moved away" }
innocent.exclusive-programme = { zh = "中断以后享受互斥项目的不算", en = "a programme that excludes this one is paid instead" }
innocent.paid-to-housemate = { zh = "中断以后改由同户的其他人领取的不算", en = "another of the household draws it since" }
innocent.in-custody = { zh = "服刑、羁押期间停发的不算", en = "in custody at that time" }
innocent.quarantined-row = { zh = "后期同名一行因证号损坏被隔离的，视为已发放", en = "a later row of that name has a damaged number and is in quarantine" }
innocent.paid-under-another-number = { zh = "后期同村同名、号码不在户籍中的已有发放，属号码问题", en = "paid later to that name under a number of no resident: a finding of another kind" }
innocent.sent-back = { zh = "后期款项被银行退回的，属退票问题", en = "the bank sent later payments back: a finding of another kind" }
innocent.certificate-ended = { zh = "凭残疾证享受的，证件已到期、注销或重新评定的不算", en = "the certificate which the programme asks for expired, was cancelled or replaced" }
innocent.needed-programme-ended = { zh = "须以另一项目为条件的，该项目也已停发的不算", en = "the programme on which it depends is no longer paid either" }
innocent.register-without-closings = { zh = "该项目的名册从不登记停发日期和原因，或经济困难类项目没有名册的，看不出有无手续，不比对", en = "a register that never notes when and why payments stop, or a means-tested programme without a register, tells nothing" }
innocent.list-of-the-village-missing = { zh = "全村几户同时中断、此后没有任何发放记录的，多为该村发放表未收到", en = "several of a village stop together and nobody there is paid any more: its list is likely not in the book" }
innocent.paid-post = { zh = "公益岗、护林员、保洁员、村干部报酬等随岗位起止，不算", en = "pay for a post ends with the post" }
*/
WITH lasting AS (
    SELECT g.programme_id, g.payee, g.zh, coalesce(g.means_tested, FALSE) AS means_tested
    FROM programmes AS g
    WHERE g.period IN ('month', 'quarter')
      AND g.payee IN ('person', 'household')
      AND g.age_max IS NULL
      AND NOT coalesce(g.funeral, FALSE)
      AND cast(g.programme_id AS VARCHAR) NOT IN ('price_temporary', 'micro_loan', 'agri_loan', 'rent_subsidy', 'medical_aid', 'agri_insurance', 'dead_pig')
      AND cast(g.programme_id AS VARCHAR) NOT IN ('village_official_pay', 'welfare_post', 'eco_ranger', 'cleaner', 'village_doctor', 'substitute_teacher')   -- unless: paid-post
),
stretches AS (
    SELECT p.person_key, p.programme_id, max(coalesce(p.period_end, p.paid_on)) AS last_end
    FROM paid AS p
    JOIN lasting AS g
        ON g.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND p.person_key IS NOT NULL
    GROUP BY p.person_key, p.programme_id
    HAVING sum(p.months) >= $regular_months
),
newest AS (
    SELECT c.programme_id, max(c.month_end) AS month_end
    FROM covered_months AS c
    GROUP BY c.programme_id
),
stopped AS (
    SELECT s.person_key, s.programme_id, s.last_end
    FROM stretches AS s
    JOIN newest AS n
        ON n.programme_id = s.programme_id
    WHERE s.last_end < n.month_end
),
last_rows AS (
    SELECT
        s.person_key, s.programme_id, s.last_end, p.row_id, p.town_key, p.village_key, p.name_key, p.amount_yuan, p.months,
        row_number() OVER (PARTITION BY s.person_key, s.programme_id ORDER BY p.row_id) AS nth
    FROM stopped AS s
    JOIN paid AS p
        ON p.person_key = s.person_key
       AND p.programme_id = s.programme_id
       AND p.period_end = s.last_end
    WHERE p.amount_yuan > 0
),
later_months AS (
    SELECT l.person_key, l.programme_id, c.month, c.month_end
    FROM last_rows AS l
    JOIN covered_months AS c
        ON c.programme_id = l.programme_id
       AND c.town_key = l.town_key
    WHERE l.nth = 1
      AND c.month > l.last_end
    UNION ALL
    SELECT l.person_key, l.programme_id, c.month, c.month_end
    FROM last_rows AS l
    JOIN covered_months AS c
        ON c.programme_id = l.programme_id
       AND c.village_key = l.village_key
    WHERE l.nth = 1
      AND c.town_key IS NULL
      AND c.month > l.last_end
),
missed AS (
    SELECT m.person_key, m.programme_id, min(m.month) AS from_on, max(m.month_end) AS to_on, count(DISTINCT m.month) AS unpaid_months
    FROM later_months AS m
    GROUP BY m.person_key, m.programme_id
    HAVING count(DISTINCT m.month) >= $min_months
),
broken_off AS (
    SELECT
        l.person_key, l.programme_id, l.last_end, l.row_id, l.town_key, l.village_key, l.name_key, l.amount_yuan, l.months,
        m.from_on, m.to_on, m.unpaid_months, g.zh, g.payee, g.means_tested,
        count(*) OVER (PARTITION BY l.programme_id, l.town_key, l.village_key) AS stopped_in_village
    FROM last_rows AS l
    JOIN missed AS m
        ON m.person_key = l.person_key
       AND m.programme_id = l.programme_id
    JOIN lasting AS g
        ON g.programme_id = l.programme_id
    WHERE l.nth = 1
),
as_written AS (
    SELECT b.row_id, coalesce(x.note, '') || '|' || coalesce(x.status, '') || '|' || coalesce(x.reason, '') AS remark
    FROM broken_off AS b
    JOIN payments AS x
        ON x.row_id = b.row_id
),
registers AS (           -- which programmes have a register, and whether it ever says when or why payments stop
    SELECT e.programme_id, bool_or(e.to_on IS NOT NULL OR coalesce(e.stop_reason, '') NOT IN ('', '无', '-', '/', '正常')) AS notes_closings
    FROM enrolled AS e
    WHERE e.programme_id IS NOT NULL
    GROUP BY e.programme_id
),
payees AS (              -- oneself; for the money of a household, its members as well
    SELECT b.person_key, b.programme_id, b.from_on, b.person_key AS payee_key
    FROM broken_off AS b
    UNION
    SELECT b.person_key, b.programme_id, b.from_on, h.mate_key
    FROM broken_off AS b
    JOIN housemates AS h
        ON h.person_key = b.person_key
    WHERE b.payee = 'household'
),
in_register AS (
    SELECT
        y.person_key, y.programme_id, min(e.row_id) AS row_id,
        bool_or(e.to_on IS NOT NULL OR coalesce(e.stop_reason, '') NOT IN ('', '无', '-', '/', '正常')) AS closed,
        bool_or(coalesce(e.note, '') LIKE '%停发%' OR coalesce(e.note, '') LIKE '%停保%' OR coalesce(e.note, '') LIKE '%退出%' OR coalesce(e.note, '') LIKE '%取消%' OR coalesce(e.note, '') LIKE '%注销%' OR coalesce(e.note, '') LIKE '%迁%' OR coalesce(e.note, '') LIKE '%死亡%' OR coalesce(e.note, '') LIKE '%去世%') AS said_closed,
        bool_or(coalesce(e.note, '') LIKE '%申诉%' OR coalesce(e.note, '') LIKE '%复核%' OR coalesce(e.note, '') LIKE '%复查%' OR coalesce(e.note, '') LIKE '%听证%' OR coalesce(e.note, '') LIKE '%复议%') AS under_appeal
    FROM payees AS y
    JOIN enrolled AS e
        ON e.person_key = y.payee_key
       AND e.programme_id = y.programme_id
    WHERE coalesce(e.period_end, DATE '9999-12-31') >= y.from_on
    GROUP BY y.person_key, y.programme_id
),
drawn_by_others AS (
    SELECT DISTINCT b.person_key, b.programme_id
    FROM broken_off AS b
    JOIN housemates AS h
        ON h.person_key = b.person_key
    JOIN paid AS p
        ON p.person_key = h.mate_key
       AND p.programme_id = b.programme_id
    WHERE p.amount_yuan > 0
      AND h.mate_key <> b.person_key
      AND coalesce(p.period_end, p.paid_on) > b.last_end
      AND (b.payee = 'household' OR NOT EXISTS (SELECT 1 FROM stretches AS s WHERE s.person_key = h.mate_key AND s.programme_id = b.programme_id))
),
instead AS (
    SELECT DISTINCT y.person_key, y.programme_id
    FROM payees AS y
    JOIN exclusive AS x
        ON x.programme_id = y.programme_id
    JOIN paid AS p
        ON p.person_key = y.payee_key
       AND p.programme_id = x.other_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_end, p.paid_on) >= y.from_on
),
damaged AS (
    SELECT DISTINCT q.name_key, q.village_key, q.programme_id, coalesce(q.period_end, q.paid_on) AS period_end
    FROM quarantined_paid AS q
    WHERE q.amount_yuan > 0
),
damaged_closings AS (
    SELECT q.name
    FROM approved_quarantined AS q
    WHERE q.to_on IS NOT NULL OR q.stop_reason IS NOT NULL
),
strangers AS (
    SELECT DISTINCT b.person_key, b.programme_id
    FROM broken_off AS b
    JOIN paid AS p
        ON p.name_key = b.name_key
       AND p.village_key = b.village_key
       AND p.programme_id = b.programme_id
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND r.person_key IS NULL
      AND p.person_key <> b.person_key
      AND p.period_end > b.last_end
),
paid_villages AS (       -- the last day for which anybody of the village was paid
    SELECT p.programme_id, p.town_key, p.village_key, max(p.period_end) AS last_end
    FROM paid AS p
    WHERE p.amount_yuan > 0
      AND p.programme_id IN (SELECT b.programme_id FROM broken_off AS b)
    GROUP BY p.programme_id, p.town_key, p.village_key
),
graded AS (             -- the grade of each person's newest certificate
    SELECT
        d.person_key,
        CASE
            WHEN d.grade LIKE '%一%' OR d.grade LIKE '%1%' OR d.grade LIKE '%壹%' OR d.grade LIKE '%Ⅰ%' THEN 1
            WHEN d.grade LIKE '%二%' OR d.grade LIKE '%2%' OR d.grade LIKE '%贰%' OR d.grade LIKE '%Ⅱ%' THEN 2
            WHEN d.grade LIKE '%三%' OR d.grade LIKE '%3%' OR d.grade LIKE '%叁%' OR d.grade LIKE '%Ⅲ%' THEN 3
            WHEN d.grade LIKE '%四%' OR d.grade LIKE '%4%' OR d.grade LIKE '%肆%' OR d.grade LIKE '%Ⅳ%' THEN 4
        END AS grade,
        row_number() OVER (PARTITION BY d.person_key ORDER BY coalesce(d.issued_on, DATE '1900-01-01') DESC, d.row_id DESC) AS nth
    FROM disability AS d
    WHERE d.person_key IS NOT NULL
),
covered_grades AS (
    SELECT g.person_key, a.programme_id
    FROM graded AS g
    JOIN allowed_grades AS a
        ON a.grade = g.grade
    WHERE g.nth = 1
),
certificates AS (
    SELECT
        d.person_key, max(coalesce(d.valid_to, DATE '9999-12-31')) AS valid_to, max(d.issued_on) AS issued_on,
        bool_or(coalesce(d.status, '') LIKE '%注销%' OR coalesce(d.status, '') LIKE '%作废%' OR coalesce(d.status, '') LIKE '%冻结%' OR coalesce(d.status, '') LIKE '%过期%' OR coalesce(d.status, '') LIKE '%失效%' OR coalesce(d.note, '') LIKE '%注销%') AS cancelled
    FROM disability AS d
    WHERE d.person_key IS NOT NULL
    GROUP BY d.person_key
),
needed AS (              -- the last day for which the programme was paid on which this one depends
    SELECT b.person_key, b.programme_id, max(coalesce(p.period_end, p.paid_on)) AS last_end
    FROM broken_off AS b
    JOIN needs_programme AS n
        ON n.programme_id = b.programme_id
    JOIN housemates AS h
        ON h.person_key = b.person_key
    JOIN paid AS p
        ON p.person_key = h.mate_key
       AND p.programme_id = n.needs_id
    WHERE p.amount_yuan > 0
    GROUP BY b.person_key, b.programme_id
)
SELECT
    b.person_key                                             AS subject,
    b.programme_id,
    [b.row_id, i.row_id]                                     AS evidence,
    cast(b.amount_yuan * b.unpaid_months / nullif(b.months, 0) AS DECIMAL(18,2)) AS amount_yuan,
    b.zh                                                     AS programme,
    b.from_on                                                AS period_start,
    b.to_on                                                  AS period_end,
    b.last_end                                               AS last_paid,
    b.unpaid_months
FROM broken_off AS b
JOIN as_written AS w
    ON w.row_id = b.row_id
LEFT JOIN registers AS g
    ON g.programme_id = b.programme_id
LEFT JOIN in_register AS i
    ON i.person_key = b.person_key
   AND i.programme_id = b.programme_id
LEFT JOIN residents AS r
    ON r.person_key = b.person_key
LEFT JOIN dead AS d
    ON d.person_key = b.person_key
LEFT JOIN drawn_by_others AS o
    ON o.person_key = b.person_key
   AND o.programme_id = b.programme_id
LEFT JOIN instead AS x
    ON x.person_key = b.person_key
   AND x.programme_id = b.programme_id
LEFT JOIN strangers AS s
    ON s.person_key = b.person_key
   AND s.programme_id = b.programme_id
LEFT JOIN paid_villages AS v
    ON v.programme_id = b.programme_id
   AND v.town_key IS NOT DISTINCT FROM b.town_key
   AND v.village_key IS NOT DISTINCT FROM b.village_key
LEFT JOIN certificates AS c
    ON c.person_key = b.person_key
LEFT JOIN covered_grades AS e
    ON e.person_key = b.person_key
   AND e.programme_id = b.programme_id
LEFT JOIN needed AS n
    ON n.person_key = b.person_key
   AND n.programme_id = b.programme_id
WHERE b.amount_yuan > 0
  AND (i.row_id IS NOT NULL OR (g.programme_id IS NULL AND r.person_key IS NOT NULL))
  AND (coalesce(g.notes_closings, FALSE) OR (g.programme_id IS NULL AND NOT b.means_tested))   -- unless: register-without-closings
  AND NOT coalesce(i.closed, FALSE)                          -- unless: stopped-with-reason
  AND NOT coalesce(i.said_closed, FALSE)                     -- unless: stopped-with-reason
  AND NOT (w.remark LIKE '%停发%' OR w.remark LIKE '%停保%' OR w.remark LIKE '%退出%' OR w.remark LIKE '%取消%' OR w.remark LIKE '%注销%' OR w.remark LIKE '%末次%' OR w.remark LIKE '%最后一%' OR w.remark LIKE '%死亡%' OR w.remark LIKE '%去世%' OR w.remark LIKE '%迁出%')   -- unless: stopped-with-reason
  AND NOT EXISTS (SELECT 1 FROM damaged_closings AS q WHERE q.name = b.name_key)   -- unless: stopped-with-reason
  AND NOT coalesce(i.under_appeal, FALSE)                    -- unless: appeal
  AND NOT (w.remark LIKE '%申诉%' OR w.remark LIKE '%复核%' OR w.remark LIKE '%复查%' OR w.remark LIKE '%听证%' OR w.remark LIKE '%复议%')   -- unless: appeal
  AND d.person_key IS NULL                                   -- unless: dead
  AND r.moved_out_on IS NULL                                 -- unless: moved
  AND x.person_key IS NULL                                   -- unless: exclusive-programme
  AND o.person_key IS NULL                                   -- unless: paid-to-housemate
  AND NOT EXISTS (SELECT 1 FROM custody AS k WHERE k.person_key = b.person_key AND k.from_on <= b.to_on AND coalesce(k.to_on, DATE '9999-12-31') >= b.from_on)   -- unless: in-custody
  AND NOT EXISTS (SELECT 1 FROM damaged AS q WHERE q.name_key = b.name_key AND q.programme_id = b.programme_id AND (q.village_key = b.village_key OR q.village_key IS NULL) AND q.period_end > b.last_end)   -- unless: quarantined-row
  AND s.person_key IS NULL                                   -- unless: paid-under-another-number
  AND NOT EXISTS (SELECT 1 FROM returned AS t WHERE t.person_key = b.person_key AND t.programme_id = b.programme_id AND coalesce(t.period_end, t.returned_on) > b.last_end)   -- unless: sent-back
  AND (b.programme_id NOT IN (SELECT a.programme_id FROM allowed_grades AS a) OR c.person_key IS NULL OR (c.valid_to > b.from_on AND coalesce(c.issued_on, b.last_end) <= b.last_end AND NOT c.cancelled))   -- unless: certificate-ended
  AND (b.programme_id NOT IN (SELECT a.programme_id FROM allowed_grades AS a) OR c.person_key IS NULL OR e.person_key IS NOT NULL)   -- unless: certificate-ended
  AND (n.last_end IS NULL OR n.last_end >= b.from_on)        -- unless: needed-programme-ended
  AND (b.village_key IS NULL OR b.stopped_in_village < $whole_village OR v.last_end > b.last_end)   -- unless: list-of-the-village-missing
