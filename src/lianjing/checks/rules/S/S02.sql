/* lianjing-rule
id       = "S02"
category = "S02"
strength = "screen"
subject  = "village"
side     = "by"
title    = { zh = "一村多次出现同一非整数金额", en = "One uneven sum again and again in a village's vouchers" }
means    = { zh = "一个村的凭证中，同一非整百金额向若干不同收款人多次支付，占该村凭证的一定比例，而其他村很少出现。凭证不足规定数的村不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "One sum that is no whole hundred was paid many times to different payees in a village, is a stated share of its vouchers, and is rare elsewhere. Villages with fewer vouchers than stated are not computed, which says nothing about them. It only ranks." }
why      = { zh = "一笔开支拆成几张一样的单子，每张都不大，就没有人细看，村民也不知道一共花了多少。", en = "When one expense is cut into equal slips, each is too small to be looked at, and villagers do not see what was spent in all." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["vouchers"]
conditions = [
    { sql = "SELECT count(*) >= 30 FROM vouchers WHERE amount_yuan > 0 AND village IS NOT NULL", zh = "至少30笔写明村名的凭证", en = "at least 30 vouchers that name their village" },
]
say.zh   = "{village_name}凭证中{amount_each}元出现{times}次，收款人{payees}个（该村共{rows_counted}笔凭证）。请核对是否同一事项拆开报销。"
say.en   = "{amount_each} yuan stands {times} times in the vouchers of {village_name}, for {payees} payees (of {rows_counted} vouchers). Check whether one expense was split."
param.min_yuan = { default = 200, unit = "yuan", source = "small sums repeat by nature" }
param.times = { default = 6, unit = "times in the book", source = "chance pairs and triples are common" }
param.payees = { default = 3, unit = "payees", source = "one payee each month is a rent or a subscription" }
param.min_rows = { default = 30, unit = "vouchers of the village", source = "fewer have no meaningful share" }
param.share = { default = 0.05, unit = "of the village's vouchers", source = "materiality; a county may set its own" }
cells    = ["vouchers.amount_yuan", "vouchers.payee", "vouchers.purpose", "vouchers.voucher_on"]
innocent.list-prices = { zh = "同一金额在其他村也常见的（统一价格、统一标准）不算", en = "the sum is common in other villages too: a list price or a standard" }
innocent.wages = { zh = "工资、误工、补贴等按标准支付的不算", en = "wages and allowances are paid by tariff" }
innocent.one-payee = { zh = "同一收款人按月收取的房租、订阅等不算", en = "a rent or subscription of one payee" }
innocent.round-sums = { zh = "整百金额不算（由另一筛查比较）", en = "whole hundreds are another screen's" }
innocent.few-rows = { zh = "凭证少的村不计算", en = "villages with few vouchers" }
*/
WITH counted AS (
    SELECT
        v.row_id, v.amount_yuan, v.voucher_on, v.payee, v.village,
        coalesce(cast(w.town_key AS VARCHAR), '') || '|' || cast(k.village_key AS VARCHAR) AS place
    FROM vouchers AS v
    JOIN village_keys AS k
        ON k.village = v.village
    LEFT JOIN town_keys AS w
        ON w.town = v.town
    WHERE v.amount_yuan > 0
),
villages AS (
    SELECT c.place, count(*) AS rows_counted
    FROM counted AS c
    GROUP BY c.place
),
eligible AS (
    SELECT c.row_id, c.amount_yuan, c.voucher_on, c.payee, c.village, c.place
    FROM counted AS c
    JOIN vouchers AS v
        ON v.row_id = c.row_id
    WHERE c.amount_yuan >= $min_yuan
      AND c.amount_yuan % 100 <> 0                                              -- unless: round-sums
      AND NOT (coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%工资%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%报酬%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补助%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%津贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%误工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%劳务%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%用工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%低保%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%养老%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%保险%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%慰问%')   -- unless: wages
),
repeated AS (
    SELECT e.place, e.amount_yuan, count(*) AS times, count(DISTINCT e.payee) AS payees
    FROM eligible AS e
    GROUP BY e.place, e.amount_yuan
    HAVING count(*) >= $times
),
elsewhere AS (
    SELECT r.place, r.amount_yuan, count(DISTINCT e.place) AS villages
    FROM repeated AS r
    JOIN eligible AS e
        ON e.amount_yuan = r.amount_yuan
       AND e.place <> r.place
    GROUP BY r.place, r.amount_yuan
)
SELECT
    r.place || '|' || cast(r.amount_yuan AS VARCHAR) AS subject,
    [e.row_id]                                       AS evidence,
    e.amount_yuan,
    e.voucher_on                                     AS period_start,
    e.voucher_on                                     AS period_end,
    e.village                                        AS village_name,
    r.amount_yuan                                    AS amount_each,
    r.times,
    r.payees,
    n.rows_counted
FROM repeated AS r
JOIN villages AS n
    ON n.place = r.place
JOIN eligible AS e
    ON e.place = r.place
   AND e.amount_yuan = r.amount_yuan
LEFT JOIN elsewhere AS o
    ON o.place = r.place
   AND o.amount_yuan = r.amount_yuan
WHERE r.times >= n.rows_counted * $share
  AND r.payees >= $payees                  -- unless: one-payee
  AND coalesce(o.villages, 0) < 3          -- unless: list-prices
  AND n.rows_counted >= $min_rows          -- unless: few-rows
