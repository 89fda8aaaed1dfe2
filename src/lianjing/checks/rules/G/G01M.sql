/* lianjing-rule
id       = "G01M"
category = "G01"
strength = "weak"
subject  = "invoice"
side     = "by"
title    = { zh = "同一收款单位同日同额付款两次", en = "One payee paid the same sum twice on one day" }
means    = { zh = "其他资金明细中，同一收款人、同一付款单位、同一天、同一金额、同一事由、同一票号（有票号的）出现两次以上，金额不是整千元。", en = "In a list of other payments one payee had the same sum from the same unit on the same day for the same purpose and under the same number, where there are numbers, more than once; whole thousands are left." }
why      = { zh = "一张票付两次，多付的钱往往没人去要回来。", en = "A bill that is paid twice is seldom asked back." }
basis    = ["会计基础工作规范：原始凭证不得重复报销"]
tables   = ["other_money"]
say.zh   = "{payee}在{paid_on}收到{times}笔相同的付款，每笔{each_yuan}元（{purpose}）。请核对是不是同一张票据付了两次。"
say.en   = "{payee} had {times} equal payments on {paid_on}, {each_yuan} yuan each ({purpose}). Check whether one bill was paid twice."
param.min_yuan = { default = 1000, unit = "yuan", source = "equal small sums of one day are mostly several of the same thing; a county may set its own" }
param.common = { default = 3, unit = "other days", source = "a payee who often has equal sums on one day sells by a price" }
cells    = ["other_money.payee", "other_money.amount_yuan", "other_money.paid_on", "other_money.purpose", "other_money.invoice_no"]
innocent.reversed = { zh = "有一笔同额冲回的不算", en = "one of them was taken back" }
innocent.split-with-note = { zh = "备注写明分摊、分期、两处、不同项目的不算", en = "a remark says that it is shared, in parts, or of two projects" }
innocent.separate-documents = { zh = "票据号或交易号不同的，是几张票，不算", en = "different invoice or transaction numbers: several bills" }
innocent.list-price = { zh = "该收款人经常一天收几笔同额款（按单价结算）的不算", en = "a payee who often has equal sums on one day is paid by a price" }
innocent.round-sum = { zh = "整千元的款（补助、租金一类）常有同额，不算", en = "whole thousands, such as grants and rents, are often equal" }
*/
WITH counted AS (
    SELECT
        o.row_id, o.payee, o.paid_on, o.amount_yuan, coalesce(o.unit_name, o.payer, '') AS unit, coalesce(o.purpose, o.item, '') AS purpose, coalesce(o.invoice_no, '') AS number,
        coalesce(o.note, '') || '|' || coalesce(o.purpose, '') AS remark
    FROM other_money AS o
    WHERE o.payee IS NOT NULL
      AND o.paid_on IS NOT NULL
),
repeated AS (
    SELECT c.payee, c.paid_on, c.amount_yuan, c.unit, c.purpose, c.number, count(*) AS times
    FROM counted AS c
    WHERE c.amount_yuan >= $min_yuan
      AND c.amount_yuan % 1000 <> 0                    -- unless: round-sum
      AND NOT (c.remark LIKE '%分摊%' OR c.remark LIKE '%分期%' OR c.remark LIKE '%第%期%' OR c.remark LIKE '%两处%' OR c.remark LIKE '%不同项目%')   -- unless: split-with-note
    GROUP BY c.payee, c.paid_on, c.amount_yuan, c.unit, c.purpose, c.number
    HAVING count(*) > 1
),
often AS (
    SELECT r.payee, count(DISTINCT r.paid_on) AS days
    FROM repeated AS r
    GROUP BY r.payee
),
taken_back AS (
    SELECT DISTINCT c.payee, c.amount_yuan
    FROM counted AS c
    WHERE c.amount_yuan < 0
)
SELECT
    r.payee || '|' || cast(r.paid_on AS VARCHAR) || '|' || cast(r.amount_yuan AS VARCHAR) || '|' || r.unit || '|' || r.purpose || '|' || r.number AS subject,
    [c.row_id]          AS evidence,
    c.amount_yuan,
    r.paid_on           AS period_start,
    r.paid_on           AS period_end,
    r.payee,
    r.paid_on,
    r.times,
    r.amount_yuan       AS each_yuan,
    r.purpose
FROM repeated AS r
JOIN counted AS c
    ON c.payee = r.payee
   AND c.paid_on = r.paid_on
   AND c.amount_yuan = r.amount_yuan
   AND c.unit = r.unit
   AND c.purpose = r.purpose
   AND c.number = r.number
JOIN often AS f
    ON f.payee = r.payee
LEFT JOIN taken_back AS b
    ON b.payee = r.payee
   AND b.amount_yuan = -r.amount_yuan
WHERE r.times > 1
  AND f.days < $common         -- unless: list-price
  AND b.payee IS NULL          -- unless: reversed
