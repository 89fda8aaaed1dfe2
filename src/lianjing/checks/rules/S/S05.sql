/* lianjing-rule
id       = "S05"
category = "S05"
strength = "screen"
subject  = "person"
side     = "by"
funds    = "period NOT IN ('event', 'once') AND payee <> 'land'"
title    = { zh = "单笔金额远大于本人其余各笔", en = "One payment far larger than all others of that person" }
means    = { zh = "同一人同一待遇，按月折算后最大一笔与第二大一笔之比超过规定倍数，常为多打小数位或录错行。不足规定笔数的不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "For one person and programme, the largest payment by month is more than so many times the second largest: often a decimal point or a row amiss. With fewer payments than stated nothing is computed, which says nothing about them. It only ranks." }
why      = { zh = "多敲一个零，这一户多拿好几倍，别人的钱就可能不够发；早发现，改起来也容易，免得日后向人家追钱。", en = "One zero too many gives a family many times its due, and the money may not suffice for others. Found early, it is easily put right, before the family has spent what it must give back." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["payments"]
conditions = [
    { sql = "SELECT count(*) >= 1 FROM (SELECT person_key FROM payments WHERE amount_yuan > 0 AND person_key IS NOT NULL GROUP BY person_key HAVING count(*) >= 5) AS x", zh = "有人至少领过5笔款", en = "somebody with at least 5 payments" },
]
say.zh   = "“{programme}”{period}发放{name}{amount_yuan}元，折合每月{largest_yuan}元，是其余{other_payments}笔中最大一笔（每月{second_yuan}元）的多倍。请核对是否录错。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, {largest_yuan} a month, many times the largest of the other {other_payments} payments ({second_yuan} a month). Check for a slip of the pen."
param.min_payments = { default = 5, unit = "payments of the person in the programme", source = "catalogue S05" }
param.times = { default = 8, unit = "times the second largest", source = "a decimal point makes ten; a raise makes two" }
param.min_yuan = { default = 500, unit = "yuan above the second largest", source = "materiality; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.period_end", "payments.name"]
innocent.longer-period = { zh = "按所属期的月数折算后比较", en = "sums are compared by month of their period" }
innocent.arrears = { zh = "备注写明补发、一次性、补差的不算", en = "arrears or a one-off sum, so says the remark" }
innocent.event-programmes = { zh = "一事一发、一次性、按面积的项目，金额本来就不同", en = "programmes of an event, once only, or by area differ by nature" }
innocent.reversed = { zh = "该期款项已冲回的不算", en = "what was too much in that period was taken back" }
innocent.few-payments = { zh = "笔数太少的不计算", en = "too few payments" }
*/
WITH regular AS (
    SELECT g.programme_id
    FROM programmes AS g
    WHERE g.programme_id IS NOT NULL
      AND g.period NOT IN ('event', 'once') AND g.payee <> 'land'      -- unless: event-programmes
),
series AS (              -- whoever has no payment eight times the mean of the rest can be left out at once
    SELECT p.person_key, p.programme_id, count(*) AS payments_counted
    FROM paid AS p
    WHERE p.programme_id IN (SELECT r.programme_id FROM regular AS r)
      AND p.amount_yuan > 0
      AND p.person_key IS NOT NULL
    GROUP BY p.person_key, p.programme_id
    HAVING count(*) > 1
       AND max(p.amount_yuan) - min(p.amount_yuan) >= $min_yuan
),
monthly AS (
    SELECT
        p.row_id, p.person_key, p.programme_id, p.programme, p.amount_yuan, p.period_start, p.period_end, s.payments_counted,
        p.amount_yuan / coalesce(nullif(p.months, 0), 1) AS month_yuan
    FROM series AS s
    JOIN paid AS p
        ON p.person_key = s.person_key
       AND p.programme_id = s.programme_id
    WHERE p.amount_yuan > 0
),
ordered AS (
    SELECT
        m.row_id, m.person_key, m.programme_id, m.programme, m.amount_yuan, m.period_start, m.period_end, m.payments_counted, m.month_yuan,
        lead(m.month_yuan) OVER (PARTITION BY m.person_key, m.programme_id ORDER BY m.month_yuan DESC, m.row_id) AS second_yuan,
        row_number() OVER (PARTITION BY m.person_key, m.programme_id ORDER BY m.month_yuan DESC, m.row_id) AS place_no
    FROM monthly AS m
)
SELECT
    o.person_key                                 AS subject,
    o.programme_id,
    [o.row_id]                                   AS evidence,
    o.amount_yuan,
    o.programme,
    o.period_start,
    o.period_end,
    cast(o.month_yuan AS DECIMAL(18,2))          AS largest_yuan,
    cast(o.second_yuan AS DECIMAL(18,2))         AS second_yuan,
    o.payments_counted - 1                       AS other_payments
FROM ordered AS o
JOIN payments AS x
    ON x.row_id = o.row_id
LEFT JOIN reversals AS r
    ON r.person_key = o.person_key
   AND r.programme = o.programme
   AND r.period_start = o.period_start
WHERE o.place_no = 1
  AND o.month_yuan >= o.second_yuan * $times
  AND o.month_yuan - o.second_yuan >= $min_yuan
  AND o.payments_counted >= $min_payments        -- unless: few-payments
  AND NOT (coalesce(x.note, '') || coalesce(x.reason, '') || coalesce(x.item, '') LIKE '%补%' OR coalesce(x.note, '') || coalesce(x.reason, '') || coalesce(x.item, '') LIKE '%一次性%' OR coalesce(x.note, '') || coalesce(x.reason, '') || coalesce(x.item, '') LIKE '%往年%' OR coalesce(x.note, '') || coalesce(x.reason, '') || coalesce(x.item, '') LIKE '%年度%')   -- unless: arrears
  AND coalesce(r.left_yuan, o.amount_yuan) > 0.5 * o.amount_yuan   -- unless: reversed
