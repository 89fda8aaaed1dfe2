/* lianjing-rule
id       = "S06A"
category = "S06"
strength = "screen"
subject  = "contract"
side     = "by"
title    = { zh = "合同金额集中在招标限额之下", en = "Contract sums bunch just below the tender limit" }
means    = { zh = "一个付款单位金额在招标限额上下一成以内的合同中，略低于限额的比例过高。上下合计不足规定份数的单位不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "Of a unit's contracts within a tenth of the tender limit, too many lie just below it. Units with fewer such contracts than stated are not computed, which says nothing about them. It only ranks." }
why      = { zh = "招标是让大家都能来比价；活被拆到刚好不用招标，别家进不来，价钱可能就高，村里镇里多花钱。", en = "A tender lets anybody offer a price; where work is cut to stay just under the limit, others are shut out, and the village or town may pay more for it." }
basis    = ["统计筛查：只用于排序，不能单独认定问题", "县级限额（standards.toml 的 tender_yuan）"]
tables   = ["contracts"]
limits   = ["tender_yuan"]
conditions = [
    { sql = "SELECT count(*) >= 30 FROM contracts WHERE amount_yuan > 0", zh = "至少30份合同", en = "at least 30 contracts" },
]
say.zh   = "{unit_name}有{near_rows}份合同金额在招标限额{limit_yuan}元上下一成以内，其中{below_rows}份低于限额。请核对是否拆分项目规避招标。"
say.en   = "{near_rows} contracts of {unit_name} lie within a tenth of the tender limit of {limit_yuan} yuan, {below_rows} of them below it. Check whether projects were split to avoid a tender."
param.min_near = { default = 30, unit = "contracts within a tenth of the limit", source = "catalogue S06" }
param.share = { default = 0.85, unit = "of them below the limit", source = "about half would be expected; 26 of 30 by chance once in twenty thousand" }
cells    = ["contracts.amount_yuan", "contracts.payer_unit", "contracts.supplier_name", "contracts.signed_on", "contracts.method"]
innocent.few-near-the-limit = { zh = "限额上下的合同太少的不计算", en = "too few contracts near the limit" }
innocent.tendered-anyway = { zh = "低于限额而仍公开招标的不计入", en = "contracts tendered although below the limit do not count" }
*/
WITH near_limit AS (
    SELECT
        c.row_id, c.amount_yuan, c.signed_on, l.tender_yuan AS limit_yuan,
        coalesce(c.payer_unit, c.town, c.village) AS unit_name,
        CASE WHEN c.amount_yuan < l.tender_yuan THEN 1 ELSE 0 END AS is_below
    FROM contracts AS c
    CROSS JOIN limits AS l
    WHERE c.amount_yuan * 10 >= l.tender_yuan * 9
      AND c.amount_yuan * 10 <= l.tender_yuan * 11
      AND NOT (c.amount_yuan < l.tender_yuan AND coalesce(c.method, '') LIKE '%招标%')   -- unless: tendered-anyway
),
counted AS (
    SELECT n.unit_name, count(*) AS near_rows, cast(sum(n.is_below) AS BIGINT) AS below_rows
    FROM near_limit AS n
    WHERE n.unit_name IS NOT NULL
    GROUP BY n.unit_name
)
SELECT
    c.unit_name        AS subject,
    [n.row_id]         AS evidence,
    n.amount_yuan,
    n.signed_on        AS period_start,
    n.signed_on        AS period_end,
    c.unit_name,
    n.limit_yuan,
    c.near_rows,
    c.below_rows
FROM counted AS c
JOIN near_limit AS n
    ON n.unit_name = c.unit_name
WHERE n.is_below = 1
  AND c.below_rows > c.near_rows * $share
  AND c.near_rows >= $min_near      -- unless: few-near-the-limit
