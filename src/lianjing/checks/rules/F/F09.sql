/* lianjing-rule
id       = "F09"
category = "F09"
strength = "screen"
subject  = "allocation"
side     = "by"
funds    = "period IN ('month', 'quarter') AND coalesce(payee, '') <> 'land'"
title    = { zh = "项目资金集中在十二月发放", en = "A programme's money paid out mostly in December" }
means    = { zh = "资金拨付台账中，按月或按季发放的项目，一年发放额中十二月所占比例超过规定。全年发放笔数、涉及月份不足，或查验日早于年底的，不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "In the ledger of allocations, December's share of what a monthly or quarterly programme paid out in a year is above the stated share. With too few rows or months, or before the year has ended, nothing is computed, which says nothing about it. It only ranks." }
why      = { zh = "平时不发、年底一起发，急用钱的人家要等上大半年；赶在年底，名单和金额也顾不上细核。", en = "If money is held through the year and paid all at once at its end, families in need wait for months, and in the rush nobody checks names and sums with care." }
basis    = ["统计筛查：只用于排序，不能单独认定问题", "避免年底突击花钱的预算执行要求"]
tables   = ["allocations"]
conditions = [
    { sql = "SELECT count(*) >= 1 FROM (SELECT year(distributed_on) FROM allocations GROUP BY year(distributed_on) HAVING count(distributed_on) >= 12 AND count(DISTINCT month(distributed_on)) >= 3) AS x", zh = "一年内至少12笔、分布在至少3个月的发放日期", en = "at least 12 days of paying out in one year, in at least 3 months" },
]
say.zh   = "“{programme}”{programme_year}年发放{year_yuan}元，其中十二月{december_yuan}元。请核对年底集中发放的原因。"
say.en   = "“{programme}” paid out {year_yuan} yuan in {programme_year}, of it {december_yuan} in December. Check why so much went at the end of the year."
param.min_rows = { default = 12, unit = "rows of the year", source = "fewer have no meaningful spread" }
param.min_months = { default = 3, unit = "months in which money was paid out", source = "a programme that pays once or twice has no rhythm to compare with" }
param.share = { default = 0.4, unit = "of the year", source = "catalogue F09" }
cells    = ["allocations.distributed_on", "allocations.distributed_yuan", "allocations.amount_yuan", "allocations.programme"]
innocent.harvest-programmes = { zh = "按季节、按年、按亩、一次性发放的项目不算", en = "programmes of a season, a year, by area, or once only" }
innocent.few-rows = { zh = "发放笔数或月份太少的不计算", en = "too few rows or months" }
innocent.year-not-over = { zh = "年度未结束的不计算", en = "the year is not over" }
*/
WITH payouts AS (
    SELECT
        a.row_id, a.programme_id, a.programme, a.period_start, a.period_end, a.distributed_on, year(a.distributed_on) AS programme_year, month(a.distributed_on) AS pay_month,
        coalesce(a.distributed_yuan, a.received_yuan, a.amount_yuan) AS amount_yuan
    FROM allotted AS a
    WHERE a.distributed_on IS NOT NULL
      AND a.programme_id IS NOT NULL
      AND a.programme_period IN ('month', 'quarter') AND coalesce(a.payee, '') <> 'land'     -- unless: harvest-programmes
),
years AS (
    SELECT
        p.programme_id, p.programme_year, count(*) AS rows_paid, count(DISTINCT p.pay_month) AS months_paid,
        sum(p.amount_yuan) AS year_yuan,
        sum(CASE WHEN p.pay_month = 12 THEN p.amount_yuan ELSE 0 END) AS december_yuan
    FROM payouts AS p
    GROUP BY p.programme_id, p.programme_year
)
SELECT
    cast(p.programme_id AS VARCHAR) || '|' || cast(p.programme_year AS VARCHAR) AS subject,
    p.programme_id,
    [p.row_id]                                 AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    p.programme_year,
    cast(y.year_yuan AS DECIMAL(18,2))         AS year_yuan,
    cast(y.december_yuan AS DECIMAL(18,2))     AS december_yuan
FROM years AS y
JOIN payouts AS p
    ON p.programme_id = y.programme_id
   AND p.programme_year = y.programme_year
CROSS JOIN run AS n
WHERE p.pay_month = 12
  AND y.december_yuan > y.year_yuan * $share
  AND y.rows_paid >= $min_rows AND y.months_paid >= $min_months          -- unless: few-rows
  AND (year(n.as_of) > y.programme_year OR n.as_of >= last_day(p.distributed_on))   -- unless: year-not-over
