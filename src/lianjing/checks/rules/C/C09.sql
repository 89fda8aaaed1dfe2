/* lianjing-rule
id       = "C09"
category = "C09"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
title    = { zh = "发放额多于公示额", en = "More paid than was published" }
means    = { zh = "同一人同一项目，发放额多于公示的月标准乘所属期月数（或公示额）。少于公示额的由 U03 列出。", en = "For one person and programme more was paid than the published monthly sum times the months of the period, or than the published sum. What is less stands under U03." }
why      = { zh = "公示的是一个数，发的是另一个数，大家看到的就不算数，村民也没法监督。", en = "If one sum is posted and another is paid, what people were shown does not count, and nobody can keep watch." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：补贴对象、标准、金额须公示", "社会救助暂行办法：审核审批结果公示"]
tables   = ["payments", "published"]
uses     = ["approved_members", "households", "deaths"]
say.zh   = "“{programme}”公示{name}每月{published_yuan}元，{period}实发超过公示额，共{money_rows}笔，多{amount_yuan}元。请核对公示后是否经过调整、有无审批。"
say.en   = "“{programme}” published {published_yuan} yuan a month for {name}; {money_rows} rows for {period} pay {amount_yuan} yuan more. Check whether it was changed and approved after publication."
param.tolerance_yuan = { default = 1, unit = "yuan", source = "sums rounded to the yuan" }
cells    = ["payments.amount_yuan", "payments.monthly_yuan", "payments.persons", "published.monthly_yuan", "published.amount_yuan", "published.persons", "published.name"]
innocent.arrears-line = { zh = "补发以前月份、累计未超过公示额的不算；备注写明补发的不算", en = "arrears: all that was paid so far is no more than was published so far, or the remark says so" }
innocent.reversed = { zh = "冲销后重发的，按同期合计比较", en = "taken back and paid again: the sum of the period is compared" }
innocent.other-period = { zh = "公示前的月份、另一年度或另一批次的公示不比较；有几次公示的取最高", en = "months before the publication, and a publication for another period, are not compared; of several the highest counts" }
innocent.more-persons = { zh = "公示后家庭增加人口（出生、迁入、保障人数增加）的不算", en = "after the publication the household grew: born, moved in, more persons covered" }
innocent.standard-raised = { zh = "全县提标：公示后同项目多数人同比上调的不算", en = "the standard was raised: most of those published were paid more in that period" }
*/
WITH lists AS (
    SELECT
        l.person_key, l.programme_id, l.row_id, l.persons,
        greatest(coalesce(l.monthly_yuan, 0), coalesce(l.amount_yuan, 0)) AS published_yuan,
        CASE WHEN coalesce(l.monthly_yuan, 0) = 0 AND g.period NOT IN ('month', 'quarter', 'half') THEN TRUE ELSE FALSE END AS in_all,
        coalesce(l.published_start, l.period_start, DATE '1900-01-01') AS published_on,
        coalesce(l.period_start, l.published_start - cast(day(l.published_start) - 1 AS INTEGER), DATE '1900-01-01') AS valid_from,
        CASE WHEN l.period_end > l.period_start + 360 THEN l.period_end
             ELSE coalesce(l.period_end, last_day(l.published_start) + 334, DATE '9999-12-31') END AS valid_to
    FROM listed AS l
    JOIN programmes AS g
        ON g.programme_id = l.programme_id
    WHERE l.person_key IS NOT NULL
      AND coalesce(l.monthly_yuan, l.amount_yuan) > 0
),
compared AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.persons AS persons_paid,
        coalesce(p.note, '') || '|' || coalesce(p.reason, '') AS remark,
        l.row_id AS list_row, l.persons, l.published_yuan, l.published_on, l.valid_from,
        CASE WHEN l.in_all THEN l.published_yuan ELSE l.published_yuan * p.months END AS due_yuan,
        CASE WHEN l.in_all THEN l.published_yuan ELSE l.published_yuan * greatest((year(p.period_end) - year(l.valid_from)) * 12 + month(p.period_end) - month(l.valid_from) + 1, p.months) END AS due_so_far
    FROM lists AS l
    JOIN paid AS p
        ON p.person_key = l.person_key
       AND p.programme_id = l.programme_id
    WHERE p.amount_yuan > 0
      AND p.period_start >= l.valid_from                     -- unless: other-period
      AND p.period_end <= l.valid_to                         -- unless: other-period
),
over AS (
    SELECT c.person_key, c.programme_id, c.programme, c.row_id, c.amount_yuan, c.period_start, c.period_end, c.persons_paid, c.remark, c.list_row, c.persons, c.published_yuan, c.published_on, c.valid_from, c.due_yuan, c.due_so_far
    FROM compared AS c
    WHERE c.amount_yuan > c.due_yuan + $tolerance_yuan
),
sums AS (
    SELECT
        o.row_id, o.list_row,
        sum(CASE WHEN p.period_end <= o.period_end AND (p.amount_yuan > 0 OR p.period_start <> o.period_start) THEN p.amount_yuan END) AS so_far,
        sum(CASE WHEN p.period_start = o.period_start AND p.period_end = o.period_end THEN p.amount_yuan END) AS in_period
    FROM over AS o
    JOIN paid AS p
        ON p.person_key = o.person_key
       AND p.programme_id = o.programme_id
    WHERE p.period_start >= least(o.valid_from, o.period_start)
    GROUP BY o.row_id, o.list_row
),
raised AS (              -- of all that were published and paid for a period, how many were paid more
    SELECT c.programme_id, c.period_start, c.period_end, count(DISTINCT c.person_key) AS published_persons, count(DISTINCT CASE WHEN c.amount_yuan > c.due_yuan + $tolerance_yuan THEN c.person_key END) AS over_persons
    FROM compared AS c
    GROUP BY c.programme_id, c.period_start, c.period_end
),
grown AS (
    SELECT DISTINCT o.row_id
    FROM over AS o
    JOIN housemates AS h
        ON h.person_key = o.person_key
    JOIN residents AS r
        ON r.person_key = h.mate_key
    WHERE greatest(coalesce(r.born_on, DATE '1900-01-01'), coalesce(r.moved_in_on, DATE '1900-01-01')) BETWEEN o.published_on - 60 AND o.period_end
),
several AS (
    SELECT c.row_id, max(c.due_yuan) AS due_yuan, max(c.published_yuan) AS published_yuan
    FROM compared AS c
    GROUP BY c.row_id
)
SELECT
    o.person_key                                             AS subject,
    o.programme_id,
    [o.row_id, o.list_row]                                   AS evidence,
    cast(o.amount_yuan - v.due_yuan AS DECIMAL(18,2))        AS amount_yuan,
    o.programme,
    o.period_start,
    o.period_end,
    v.published_yuan
FROM over AS o
JOIN sums AS s
    ON s.row_id = o.row_id
   AND s.list_row = o.list_row
JOIN several AS v
    ON v.row_id = o.row_id
JOIN raised AS a
    ON a.programme_id = o.programme_id
   AND a.period_start = o.period_start
   AND a.period_end = o.period_end
LEFT JOIN grown AS w
    ON w.row_id = o.row_id
WHERE o.amount_yuan > 0
  AND o.amount_yuan > v.due_yuan + $tolerance_yuan           -- unless: other-period
  AND s.so_far > o.due_so_far + $tolerance_yuan              -- unless: arrears-line
  AND NOT (o.remark LIKE '%补发%' OR o.remark LIKE '%补差%' OR o.remark LIKE '%漏发%' OR o.remark LIKE '%补领%')   -- unless: arrears-line
  AND s.in_period > o.due_yuan + $tolerance_yuan             -- unless: reversed
  AND NOT coalesce(o.persons_paid > o.persons, FALSE)        -- unless: more-persons
  AND w.row_id IS NULL                                       -- unless: more-persons
  AND (a.published_persons < 4 OR 2 * a.over_persons < a.published_persons)   -- unless: standard-raised
