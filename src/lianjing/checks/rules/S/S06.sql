/* lianjing-rule
id       = "S06"
category = "S06"
strength = "screen"
subject  = "village"
side     = "by"
title    = { zh = "凭证金额集中在现金限额之下", en = "Voucher sums bunch just below the cash limit" }
means    = { zh = "一个村金额在现金限额上下一成以内的凭证中，略低于限额的比例过高。上下合计不足规定笔数的村不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "Of a village's vouchers within a tenth of the cash limit, too many lie just below it. Villages with fewer such vouchers than stated are not computed, which says nothing about them. It only ranks." }
why      = { zh = "大额开支不许用现金，是为了钱走得明白；许多单子刚好压在限额下面，钱到了谁手里，村里人就看不清了。", en = "Large sums are not to be paid in cash so that all can see where they go; where many slips stay just under the limit, villagers cannot see who got the money." }
basis    = ["统计筛查：只用于排序，不能单独认定问题", "县级限额（standards.toml 的 cash_yuan）"]
tables   = ["vouchers"]
limits   = ["cash_yuan"]
conditions = [
    { sql = "SELECT count(DISTINCT amount_yuan) >= 30 FROM vouchers WHERE village IS NOT NULL", zh = "至少30笔金额不同、写明村名的凭证", en = "at least 30 vouchers of different sums that name their village" },
]
say.zh   = "{village_name}有{near_rows}笔凭证金额在限额{limit_yuan}元上下一成以内，其中{below_rows}笔低于限额。请核对是否拆分开支。"
say.en   = "{near_rows} vouchers of {village_name} lie within a tenth of the limit of {limit_yuan} yuan, {below_rows} of them below it. Check whether expenses were split."
param.min_near = { default = 30, unit = "vouchers within a tenth of the limit", source = "catalogue S06" }
param.share = { default = 0.85, unit = "of them below the limit", source = "about half would be expected; 26 of 30 by chance once in twenty thousand" }
cells    = ["vouchers.amount_yuan", "vouchers.payee", "vouchers.purpose", "vouchers.approver", "vouchers.pay_method"]
innocent.few-near-the-limit = { zh = "限额上下的凭证太少的不计算", en = "too few vouchers near the limit" }
innocent.tariff-money = { zh = "工资、补贴、误工等按标准支付的不计入", en = "wages and allowances by tariff" }
innocent.one-price = { zh = "同一金额反复出现的（固定价格）只计一次", en = "a sum that comes again and again is a price, and counts once" }
*/
WITH near_limit AS (
    SELECT
        v.row_id, v.amount_yuan, v.voucher_on, v.village, l.cash_yuan AS limit_yuan,
        coalesce(cast(w.town_key AS VARCHAR), '') || '|' || cast(k.village_key AS VARCHAR) AS place,
        CASE WHEN v.amount_yuan <= l.cash_yuan THEN 1 ELSE 0 END AS is_below
    FROM vouchers AS v
    CROSS JOIN limits AS l
    JOIN village_keys AS k
        ON k.village = v.village
    LEFT JOIN town_keys AS w
        ON w.town = v.town
    WHERE v.amount_yuan * 10 >= l.cash_yuan * 9
      AND v.amount_yuan * 10 <= l.cash_yuan * 11
      AND NOT (coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%工资%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%报酬%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补助%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%津贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%误工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%劳务%')   -- unless: tariff-money
),
sums AS (
    SELECT n.place, n.amount_yuan, n.is_below, n.limit_yuan, min(n.row_id) AS row_id
    FROM near_limit AS n
    GROUP BY n.place, n.amount_yuan, n.is_below, n.limit_yuan
),
counted AS (
    SELECT s.place, s.limit_yuan, count(*) AS near_rows, cast(sum(s.is_below) AS BIGINT) AS below_rows
    FROM sums AS s
    GROUP BY s.place, s.limit_yuan
)
SELECT
    c.place            AS subject,
    [n.row_id]         AS evidence,
    n.amount_yuan,
    n.voucher_on       AS period_start,
    n.voucher_on       AS period_end,
    n.village          AS village_name,
    c.limit_yuan,
    c.near_rows,
    c.below_rows
FROM counted AS c
JOIN near_limit AS n
    ON n.place = c.place
WHERE n.is_below = 1
  AND c.below_rows > c.near_rows * $share
  AND c.near_rows >= $min_near      -- unless: few-near-the-limit
