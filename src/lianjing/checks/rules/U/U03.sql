/* lianjing-rule
id       = "U03"
category = "U03"
strength = "strong"
subject  = "person"
side     = "to"
title    = { zh = "发放额低于标准、审批额或公示额", en = "Paid less than the standard, the approved or the published sum" }
means    = { zh = "发放额低于所属期内有效的本县标准（按面积、月、年、学期、房屋等级，分档按年龄、等级、类别），或低于审批名册、公示名单的月标准乘月数。", en = "Less was paid than the county's standard in force (by area, month, year, term or class of house, in steps by age, grade or category), or than the monthly sum of the approved register or the published list times the months." }
why      = { zh = "少发的钱对公家是小数，对靠它买药买米的人家就是大数；多半没有人会自己来问。", en = "What was paid too little is small to an office and much to a family that buys rice and medicine with it; few will come and ask." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：足额发放", "社会救助暂行办法：按批准的标准发放", "县级标准（standards.toml）"]
tables   = ["payments"]
uses     = ["approved", "approved_members", "published", "households", "deaths"]
say.zh   = "“{programme}”发放{name}{period}共{money_rows}笔，按{against}应发额少{amount_yuan}元（首笔应发{due_yuan}元，实发{paid_yuan}元）。请核对是否少发、有无扣款依据。"
say.en   = "“{programme}” paid {name} {money_rows} rows for {period}, {amount_yuan} yuan less than by {against_en} (first row: due {due_yuan}, paid {paid_yuan}). Check whether too little was paid and what a deduction rests on."
param.tolerance_yuan = { default = 1, unit = "yuan", source = "sums rounded to the yuan, areas to the hundredth of a mu" }
cells    = ["payments.amount_yuan", "payments.monthly_yuan", "payments.area_mu", "payments.grade", "payments.category", "payments.persons", "approved.monthly_yuan", "approved.persons", "published.monthly_yuan", "published.amount_yuan"]
innocent.stated-deduction = { zh = "备注写明扣款、核减、抵扣的不算", en = "a deduction said in the remark" }
innocent.instalments = { zh = "分期拨付、补发后累计足额的不算；备注写明分期的不算", en = "instalments and arrears that make the sum right later, or instalments said in the remark" }
innocent.part-of-period = { zh = "期内新增或停发，按整月计发的不算", en = "entitled for some whole months of the period" }
innocent.dead = { zh = "本人在期内死亡的不算", en = "died before the period ended" }
innocent.smaller-household = { zh = "家庭成员去世、迁出或保障人数减少后相应减发的不算", en = "a member died or moved away, or fewer persons are covered" }
innocent.approved-later = { zh = "期内才纳入或公示的不算", en = "approved or published within the period" }
innocent.grade-not-covered = { zh = "等级不在本县发放范围的，属另一类疑点", en = "a grade that the county does not pay: a finding of another kind" }
innocent.unit-misread = { zh = "不足应发额百分之一的，多为单位（万元）问题，不作少发", en = "less than a hundredth of what is due is a matter of the unit, not of payment" }
innocent.quarantined-row = { zh = "同村同名同期另有一行因证号损坏被隔离的不算", en = "another row of that name, village and period is in quarantine" }
*/
WITH lowest AS (
    SELECT s.programme_id, s.measure, min(s.yuan) AS yuan, max(s.from_age) AS from_age, bool_or(s.measure = 'yuan_per_house') AS by_class
    FROM standards AS s
    GROUP BY s.programme_id, s.measure
),
by_step AS (
    SELECT
        p.row_id, p.person_key, p.programme_id, p.amount_yuan, p.period_start, p.period_end, s.measure, s.yuan, l.by_class, l.yuan AS lowest_yuan, l.from_age AS last_age,
        CASE WHEN s.measure = 'yuan_per_mu' THEN s.yuan * p.area_mu WHEN s.measure = 'yuan_per_month' THEN s.yuan * p.months ELSE s.yuan END AS due_yuan,
        s.step = ''
            OR (s.from_age IS NOT NULL AND (year(p.period_start) - year(r.born_on)) * 12 + month(p.period_start) - month(r.born_on) > s.from_age * 12)
            OR (s.from_age IS NULL AND s.step IN (p.category, p.grade, p.item, upper(left(p.grade, 1)), upper(left(p.category, 1)))) AS meant
    FROM standards AS s
    JOIN lowest AS l
        ON l.programme_id = s.programme_id
       AND l.measure = s.measure
    JOIN programmes AS g
        ON g.programme_id = s.programme_id
    JOIN paid AS p
        ON p.programme_id = s.programme_id
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND p.person_key IS NOT NULL
      AND (s.valid_from IS NULL OR s.valid_from <= p.period_start)
      AND (s.valid_to IS NULL OR s.valid_to >= p.period_start)
      AND ((s.measure = 'yuan_per_mu' AND p.area_mu > 0 AND p.amount_yuan < s.yuan * p.area_mu - $tolerance_yuan)
        OR (s.measure = 'yuan_per_month' AND g.payee = 'person' AND p.amount_yuan < s.yuan * p.months - $tolerance_yuan)
        OR (s.measure = 'yuan_per_year' AND g.payee = 'person' AND p.months = 12 AND p.amount_yuan < s.yuan - $tolerance_yuan)
        OR (s.measure = 'yuan_per_term' AND g.payee = 'person' AND p.months BETWEEN 4 AND 6 AND p.amount_yuan < s.yuan - $tolerance_yuan)
        OR (s.measure = 'yuan_per_house' AND p.amount_yuan < s.yuan - $tolerance_yuan))
),
by_standard AS (
    SELECT
        b.row_id, b.person_key, b.programme_id, b.measure,
        coalesce(max(CASE WHEN b.meant THEN b.due_yuan END), min(CASE WHEN b.last_age IS NULL AND NOT b.by_class AND b.yuan = b.lowest_yuan THEN b.due_yuan END)) AS due_yuan,
        coalesce(max(CASE WHEN b.meant THEN b.yuan END), min(b.lowest_yuan)) AS unit_yuan
    FROM by_step AS b
    GROUP BY b.row_id, b.person_key, b.programme_id, b.measure
),
lists AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.persons, e.monthly_yuan, e.from_on,
        coalesce(e.from_on, DATE '1900-01-01') AS begins_on,
        coalesce(e.to_on, DATE '9999-12-31') AS ends_on,
        coalesce(year(e.period_start), 1900) AS year_from, coalesce(year(e.period_end), 9999) AS year_to, TRUE AS approved
    FROM enrolled AS e
    WHERE e.monthly_yuan > 0
      AND e.person_key IS NOT NULL
    UNION ALL
    SELECT
        l.person_key, l.programme_id, l.row_id, l.persons, coalesce(l.monthly_yuan, l.amount_yuan), l.published_start,
        coalesce(l.period_start - 1, l.published_start - cast(day(l.published_start) AS INTEGER), DATE '1900-01-01'),
        coalesce(l.period_end, last_day(l.published_start) + 334, DATE '9999-12-31'), 1900, 9999, FALSE
    FROM listed AS l
    JOIN programmes AS g
        ON g.programme_id = l.programme_id
    LEFT JOIN enrolled AS e
        ON e.person_key = l.person_key
       AND e.programme_id = l.programme_id
       AND e.monthly_yuan > 0
    WHERE e.row_id IS NULL
      AND l.person_key IS NOT NULL
      AND (l.monthly_yuan > 0 OR (l.amount_yuan > 0 AND g.period IN ('month', 'quarter', 'half')))
),
by_list AS (
    SELECT
        p.row_id, p.person_key, p.programme_id, min(l.monthly_yuan * p.months) AS due_yuan, min(l.monthly_yuan) AS unit_yuan, min(l.row_id) AS list_row, min(l.from_on) AS from_on,
        max(l.persons) AS persons, bool_or(l.approved) AS approved
    FROM lists AS l
    JOIN paid AS p
        ON p.person_key = l.person_key
       AND p.programme_id = l.programme_id
    WHERE p.amount_yuan > 0
      AND p.amount_yuan < l.monthly_yuan * p.months
      AND p.period_start > l.begins_on                                   -- unless: approved-later
      AND p.period_end <= l.ends_on
      AND year(p.period_start) BETWEEN l.year_from AND l.year_to
    GROUP BY p.row_id, p.person_key, p.programme_id
),
less AS (
    SELECT s.row_id, s.person_key, s.programme_id, s.due_yuan, s.unit_yuan, s.measure, cast(NULL AS BIGINT) AS list_row, cast(NULL AS DATE) AS from_on, 0 AS persons, '本县标准' AS against, 'the county''s standard' AS against_en
    FROM by_standard AS s
    WHERE s.due_yuan IS NOT NULL
    UNION ALL
    SELECT b.row_id, b.person_key, b.programme_id, b.due_yuan, b.unit_yuan, 'list', b.list_row, b.from_on, b.persons, CASE WHEN b.approved THEN '审批名册' ELSE '公示名单' END, CASE WHEN b.approved THEN 'the approved register' ELSE 'the published list' END
    FROM by_list AS b
    LEFT JOIN by_standard AS s
        ON s.row_id = b.row_id
       AND s.due_yuan IS NOT NULL
    WHERE s.row_id IS NULL
),
short AS (
    SELECT
        l.row_id, l.person_key, l.programme_id, p.programme, l.due_yuan, l.unit_yuan, l.measure, l.list_row, l.from_on, l.persons, l.against, l.against_en,
        p.amount_yuan, p.period_start, p.period_end, p.months, p.persons AS persons_paid, p.name_key, p.village_key,
        replace(replace(replace(replace(replace(trim(p.grade), '级', ''), '一', '1'), '二', '2'), '三', '3'), '四', '4') AS grade,
        coalesce(p.note, '') || '|' || coalesce(p.reason, '') || '|' || coalesce(p.status, '') AS remark
    FROM less AS l
    JOIN paid AS p
        ON p.row_id = l.row_id
    WHERE p.amount_yuan < l.due_yuan - $tolerance_yuan
),
sums AS (                -- what was paid from this period on, and for it
    SELECT
        s.row_id,
        sum(CASE WHEN p.period_start >= s.period_start OR s.measure = 'yuan_per_house' THEN p.amount_yuan END) AS paid_yuan,
        sum(CASE WHEN p.period_start = s.period_start OR s.measure = 'yuan_per_house' THEN p.amount_yuan END) AS in_period,
        greatest((year(max(p.period_end)) - year(s.period_start)) * 12 + month(max(p.period_end)) - month(s.period_start) + 1, s.months) AS months
    FROM short AS s
    JOIN paid AS p
        ON p.person_key = s.person_key
       AND p.programme_id = s.programme_id
    GROUP BY s.row_id, s.period_start, s.months
),
shrunk AS (
    SELECT DISTINCT s.row_id
    FROM short AS s
    JOIN housemates AS h
        ON h.person_key = s.person_key
    LEFT JOIN dead AS d
        ON d.person_key = h.mate_key
    LEFT JOIN residents AS r
        ON r.person_key = h.mate_key
    WHERE s.measure = 'list'
      AND (s.persons_paid IS NULL OR coalesce(s.persons, 0) = 0)     -- where both state persons, the numbers say whether fewer are covered
      AND h.mate_key <> s.person_key
      AND least(coalesce(d.died_on, DATE '9999-12-31'), coalesce(r.moved_out_on, DATE '9999-12-31')) BETWEEN coalesce(s.from_on, DATE '1900-01-01') AND s.period_end
),
allowed AS (
    SELECT s.row_id, bool_or(cast(a.grade AS VARCHAR) = s.grade) AS covered
    FROM short AS s
    JOIN allowed_grades AS a
        ON a.programme_id = s.programme_id
    WHERE s.grade IS NOT NULL
    GROUP BY s.row_id
),
damaged AS (
    SELECT DISTINCT s.row_id
    FROM short AS s
    JOIN quarantined_paid AS q
        ON q.name_key = s.name_key
       AND q.programme_id = s.programme_id
    WHERE q.village_key = s.village_key
      AND q.period_start <= s.period_end
      AND q.period_end >= s.period_start
)
SELECT
    s.person_key                                             AS subject,
    s.programme_id,
    [s.row_id, s.list_row]                                   AS evidence,
    cast(s.due_yuan - t.in_period AS DECIMAL(18,2))          AS amount_yuan,
    s.programme,
    s.period_start,
    s.period_end,
    cast(s.due_yuan AS DECIMAL(18,2))                        AS due_yuan,
    s.amount_yuan                                            AS paid_yuan,
    s.against,
    s.against_en
FROM short AS s
JOIN sums AS t
    ON t.row_id = s.row_id
LEFT JOIN shrunk AS k
    ON k.row_id = s.row_id
LEFT JOIN dead AS d
    ON d.person_key = s.person_key
   AND d.died_on <= s.period_end
LEFT JOIN allowed AS a
    ON a.row_id = s.row_id
LEFT JOIN damaged AS q
    ON q.row_id = s.row_id
WHERE s.amount_yuan > 0
  AND t.in_period < s.due_yuan - $tolerance_yuan                         -- unless: instalments
  AND (s.measure NOT IN ('list', 'yuan_per_month') OR t.paid_yuan < s.unit_yuan * t.months - $tolerance_yuan)   -- unless: instalments
  AND NOT (s.remark LIKE '%扣%' OR s.remark LIKE '%核减%' OR s.remark LIKE '%抵%' OR s.remark LIKE '%欠%' OR s.remark LIKE '%追回%' OR s.remark LIKE '%退回%')   -- unless: stated-deduction
  AND NOT (s.remark LIKE '%第%期%' OR s.remark LIKE '%分期%' OR s.remark LIKE '%首期%' OR s.remark LIKE '%首付%' OR s.remark LIKE '%尾款%' OR s.remark LIKE '%补发%' OR s.remark LIKE '%补差%')   -- unless: instalments
  AND (s.measure <> 'yuan_per_month' OR s.months = 1 OR abs(s.amount_yuan - round(cast(s.amount_yuan AS DOUBLE) / cast(s.unit_yuan AS DOUBLE), 0) * s.unit_yuan) > 0.01)   -- unless: part-of-period
  AND d.person_key IS NULL                                               -- unless: dead
  AND k.row_id IS NULL                                                   -- unless: smaller-household
  AND NOT coalesce(s.persons_paid < s.persons, FALSE)                    -- unless: smaller-household
  AND coalesce(a.covered, TRUE)                                          -- unless: grade-not-covered
  AND s.amount_yuan * 100 >= s.due_yuan                                  -- unless: unit-misread
  AND q.row_id IS NULL                                                   -- unless: quarantined-row
