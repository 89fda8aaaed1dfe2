/* lianjing-rule
id       = "E03"
category = "E03"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('dangerous_house')"
title    = { zh = "危房改造先批后鉴，或危房等级不在补助范围", en = "A grant for a dangerous house approved before the house was assessed, or for a class that gets none" }
means    = { zh = "危房改造名单中，批准日期早于危房鉴定日期；或鉴定等级为A级、B级，或不在本县规定有补助标准的等级之内。", en = "In the list of grants the approval lies before the assessment of the house; or the class is A or B, or one for which the county states no sum." }
why      = { zh = "没鉴定就批，或者房子并不危险也批，真正快塌的房子可能没有钱修，住的人有危险。", en = "If a grant is given before the house was looked at, or for a house that is not dangerous, there may be no money for one about to fall." }
basis    = ["农村危房改造办法：先鉴定后审批，补助C级、D级危房", "县级标准（standards.toml 的 yuan_per_house）"]
tables   = ["payments"]
say.zh   = "“{programme}”向{name}发放{amount_yuan}元，{what_zh}。请核对鉴定报告、审批表及两者的日期。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan, though {what_en}. Check the assessment, the approval and the days of both."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.few_rows = { default = 5, unit = "rows of a list", source = "in a longer list where most approvals lie before the assessment, the column means another approval (of the plan, of the batch)" }
cells    = ["payments.grade", "payments.assessed_on", "payments.approved_on", "payments.amount_yuan", "payments.name"]
innocent.emergency-order = { zh = "写明应急、抢险、因灾紧急实施的，可以先实施后补鉴定，不算", en = "emergency works may be assessed afterwards where the list says so" }
innocent.assessed-anew = { zh = "写明重新鉴定、复核鉴定、补换鉴定报告的，鉴定日期是后一次的，不算", en = "the list says that it was assessed anew: the day is that of the later assessment" }
innocent.day-not-known = { zh = "批准日期只到月份（写作当月1日）而鉴定在同一月的不算", en = "the approval is dated by the month only, and the assessment lies in that month" }
innocent.another-approval = { zh = "一份名单中过半的批准日期早于鉴定日期的，该列多为计划或批次的批复日期，不比对", en = "most approvals of a list lie before the assessments: the column is the approval of the plan or batch" }
innocent.another-grade = { zh = "一份名单中写C级、D级的不到一半的，该列不是危房等级，不比对", en = "less than half of a list has class C or D: the column is no class of danger" }
innocent.county-gives-for-it = { zh = "本县规定有补助标准的等级不算", en = "classes for which the county states a sum" }
innocent.reversed = { zh = "该笔补助后来已冲回", en = "the grant was taken back" }
*/
WITH stated AS (         -- classes for which the county states a sum; none if its sums know no classes
    SELECT DISTINCT
        CASE WHEN upper(s.step) LIKE '%A%' THEN 'A' WHEN upper(s.step) LIKE '%B%' THEN 'B' WHEN upper(s.step) LIKE '%C%' THEN 'C' WHEN upper(s.step) LIKE '%D%' THEN 'D' END AS house_class
    FROM standards AS s
    WHERE cast(s.programme_id AS VARCHAR) = 'dangerous_house'
      AND s.measure = 'yuan_per_house'
      AND s.yuan > 0
),
classes AS (
    SELECT 'A' AS house_class, 0 AS by_nation
    UNION ALL SELECT 'B', 0
    UNION ALL SELECT 'C', 1
    UNION ALL SELECT 'D', 1
),
known AS (
    SELECT count(s.house_class) AS stated_classes FROM stated AS s
),
given_none AS (          -- where the county states its classes, those count; else A and B get nothing
    SELECT c.house_class
    FROM classes AS c
    CROSS JOIN known AS k
    LEFT JOIN stated AS s
        ON s.house_class = c.house_class
    WHERE c.house_class IS NOT NULL
      AND s.house_class IS NULL                               -- unless: county-gives-for-it
      AND (k.stated_classes > 0 OR c.by_nation = 0)
),
lists AS (
    SELECT
        g.list,
        count(g.row_id) AS all_rows,
        sum(CASE WHEN g.house_class IN ('C', 'D') THEN 1 ELSE 0 END) AS c_or_d,
        sum(CASE WHEN g.grade IS NOT NULL THEN 1 ELSE 0 END) AS graded,
        sum(CASE WHEN g.approved_on < g.assessed_on THEN 1 ELSE 0 END) AS approved_first,
        sum(CASE WHEN g.approved_on IS NOT NULL AND g.assessed_on IS NOT NULL THEN 1 ELSE 0 END) AS dated
    FROM house_grants AS g
    GROUP BY g.list
),
approved_first AS (
    SELECT g.row_id
    FROM house_grants AS g
    JOIN lists AS l
        ON l.list = g.list
    WHERE g.approved_on < g.assessed_on
      AND NOT (day(g.approved_on) = 1 AND g.assessed_on <= last_day(g.approved_on))   -- unless: day-not-known
      AND NOT (l.dated > $few_rows AND l.approved_first * 2 > l.dated)   -- unless: another-approval
      AND NOT (g.said LIKE '%重新鉴定%' OR g.said LIKE '%复核%' OR g.said LIKE '%复鉴%' OR g.said LIKE '%再次鉴定%' OR g.said LIKE '%二次鉴定%' OR g.said LIKE '%补办鉴定%' OR g.said LIKE '%换发%' OR g.said LIKE '%原鉴定%')   -- unless: assessed-anew
      AND NOT (g.said LIKE '%应急%' OR g.said LIKE '%紧急%' OR g.said LIKE '%抢险%' OR g.said LIKE '%抢修%' OR g.said LIKE '%因灾%' OR g.said LIKE '%灾后%' OR g.said LIKE '%倒塌%' OR g.said LIKE '%特事特办%')   -- unless: emergency-order
),
class_without_sum AS (
    SELECT g.row_id
    FROM house_grants AS g
    JOIN given_none AS n
        ON n.house_class = g.house_class
    JOIN lists AS l
        ON l.list = g.list
    WHERE g.house_class IS NOT NULL
      AND (l.c_or_d * 2 >= l.graded OR l.graded = 1)          -- unless: another-grade
)
SELECT
    g.person_key                                              AS subject,
    g.programme_id,
    [g.row_id]                                                AS evidence,
    g.amount_yuan,
    g.programme,
    g.period_start,
    g.period_end,
    CASE WHEN a.row_id IS NOT NULL THEN '批准日期' || cast(g.approved_on AS VARCHAR) || '早于鉴定日期' || cast(g.assessed_on AS VARCHAR)
         ELSE '鉴定等级为' || g.house_class || '级，该等级没有补助标准' END AS what_zh,
    CASE WHEN a.row_id IS NOT NULL THEN 'it was approved on ' || cast(g.approved_on AS VARCHAR) || ', before the assessment of ' || cast(g.assessed_on AS VARCHAR)
         ELSE 'the house was assessed as class ' || g.house_class || ', for which there is no grant' END AS what_en
FROM house_grants AS g
LEFT JOIN approved_first AS a
    ON a.row_id = g.row_id
LEFT JOIN class_without_sum AS w
    ON w.row_id = g.row_id
WHERE g.amount_yuan >= $min_yuan
  AND (a.row_id IS NOT NULL OR w.row_id IS NOT NULL)
  AND g.left_after_reversals >= $min_yuan                     -- unless: reversed
