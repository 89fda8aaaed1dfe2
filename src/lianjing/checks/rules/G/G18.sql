/* lianjing-rule
id       = "G18"
category = "G18"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "凭证缺收款人、日期或用途，或金额为零", en = "A voucher lacks payee, day or purpose, or its sum is nil" }
means    = { zh = "同一本账的凭证几乎都写有收款人、日期、用途，这张凭证缺其中一项，或金额为零。", en = "Almost every voucher of the book names payee, day and purpose; this one lacks one of them, or its sum is nil." }
why      = { zh = "缺了收款人、日期或用途，这笔账就没法核对。", en = "Without payee, day or purpose an entry cannot be checked." }
basis    = ["会计基础工作规范第五十一条：记账凭证的内容必须具备日期、摘要、金额等"]
tables   = ["vouchers"]
say.zh   = "第{voucher_no}号凭证（{voucher_day}，{amount_yuan}元，{purpose}）{lacks_zh}。请补充并核对原始凭证。"
say.en   = "Voucher {voucher_no} ({voucher_day}, {amount_yuan} yuan, {purpose}) {lacks_en}. Complete it and look at the papers."
param.min_yuan = { default = 100, unit = "yuan", source = "small sums are not worth a look" }
param.filled_share = { default = 0.95, unit = "share of the book's vouchers in which the column is filled", source = "below it the empty cell is the book's habit" }
param.min_vouchers = { default = 10, unit = "vouchers of the book", source = "in a short list there is no habit to compare with" }
cells    = ["vouchers.payee", "vouchers.voucher_on", "vouchers.purpose", "vouchers.amount_yuan"]
innocent.column-not-kept = { zh = "该村账上普遍不填这一栏的，不作判断", en = "the book hardly fills that column" }
innocent.other-line = { zh = "同一凭证另一行写明的不算", en = "another line of the voucher has it" }
innocent.no-payee-needed = { zh = "收入、结转、存取现、利息、折旧等没有收款人的不算", en = "income, closing entries, interest and depreciation have no payee" }
innocent.small-sums = { zh = "小额支出不算", en = "a small sum" }
innocent.voided = { zh = "作废凭证不算", en = "a void voucher" }
*/
WITH habits AS (
    SELECT
        b.book, b.sheet, count(*) AS vouchers, count(b.payee) AS payees, count(b.voucher_on) AS days, count(b.purpose) AS purposes,
        sum(CASE WHEN b.amount_yuan <> 0 THEN 1 ELSE 0 END) AS sums
    FROM booked AS b
    GROUP BY b.book, b.sheet
),
slips AS (               -- what the lines of one voucher hold together
    SELECT b.book, b.sheet, b.voucher_no, max(b.payee) AS payee, max(b.voucher_on) AS voucher_on, max(b.purpose) AS purpose
    FROM booked AS b
    WHERE b.voucher_no IS NOT NULL
    GROUP BY b.book, b.sheet, b.voucher_no
),
gaps AS (
    SELECT
        b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.amount_yuan, b.row_id, b.voided, coalesce(b.purpose, '') AS what, coalesce(b.account, '') AS account,
        b.payee IS NULL AND h.payees >= $filled_share * h.vouchers AS no_payee,
        b.voucher_on IS NULL AND h.days >= $filled_share * h.vouchers AS no_day,
        b.purpose IS NULL AND h.purposes >= $filled_share * h.vouchers AS no_purpose,
        b.amount_yuan = 0 AND h.sums >= $filled_share * h.vouchers AS no_sum,
        h.vouchers,
        coalesce((b.payee IS NULL AND s.payee IS NOT NULL) OR (b.voucher_on IS NULL AND s.voucher_on IS NOT NULL) OR (b.purpose IS NULL AND s.purpose IS NOT NULL), FALSE) AS told_elsewhere
    FROM booked AS b
    JOIN habits AS h
        ON h.book = b.book
       AND h.sheet = b.sheet
    LEFT JOIN slips AS s
        ON s.book = b.book
       AND s.sheet = b.sheet
       AND s.voucher_no = b.voucher_no
    WHERE b.payee IS NULL OR b.voucher_on IS NULL OR b.purpose IS NULL OR b.amount_yuan = 0
)
SELECT
    g.voucher_id                         AS subject,
    [g.row_id]                           AS evidence,
    g.amount_yuan,
    coalesce(g.voucher_no, '—')          AS voucher_no,
    coalesce(cast(g.voucher_on AS VARCHAR), '日期未写') AS voucher_day,
    coalesce(g.purpose, '用途未写')      AS purpose,
    CASE WHEN g.no_sum THEN '金额为零' WHEN g.no_payee THEN '没有收款人' WHEN g.no_day THEN '没有日期' ELSE '没有用途' END AS lacks_zh,
    CASE WHEN g.no_sum THEN 'has a sum of nil' WHEN g.no_payee THEN 'names no payee' WHEN g.no_day THEN 'has no day' ELSE 'names no purpose' END AS lacks_en
FROM gaps AS g
WHERE g.vouchers >= $min_vouchers
  AND (g.no_payee OR g.no_day OR g.no_purpose OR g.no_sum)               -- unless: column-not-kept
  AND NOT g.told_elsewhere                                               -- unless: other-line
  AND NOT (g.what LIKE '%收入%' OR g.what LIKE '%收取%' OR g.what LIKE '%收到%' OR g.what LIKE '%结转%' OR g.what LIKE '%折旧%' OR g.what LIKE '%摊销%' OR g.what LIKE '%提现%' OR g.what LIKE '%提取%' OR g.what LIKE '%取现%' OR g.what LIKE '%存现%' OR g.what LIKE '%利息%' OR g.what LIKE '%手续费%' OR g.what LIKE '%结息%' OR g.what LIKE '%期初%' OR g.what LIKE '%余额%' OR g.what LIKE '%小计%' OR g.what LIKE '%合计%' OR g.what LIKE '%累计%' OR g.account LIKE '%收入%' OR g.account LIKE '%折旧%' OR g.account LIKE '%结转%' OR g.account LIKE '%收益%' OR g.account LIKE '%银行存款%' OR g.account LIKE '%库存现金%')   -- unless: no-payee-needed
  AND (g.no_sum OR g.amount_yuan >= $min_yuan)                           -- unless: small-sums
  AND NOT g.voided                                                       -- unless: voided
