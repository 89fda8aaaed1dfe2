/* lianjing-rule
id       = "G17"
category = "G17"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "先付款入账、很久以后才开票", en = "Paid and booked long before the invoice was written" }
means    = { zh = "凭证日期早于所附发票的开票日期三十天以上，没有写明按合同预付。", en = "The voucher is dated more than thirty days before the invoice behind it, and no advance under a contract is noted." }
why      = { zh = "先付钱后找票，票可能不是这笔买卖的。", en = "An invoice found long after the money went may belong to another deal." }
basis    = ["会计基础工作规范：依据审核无误的原始凭证填制记账凭证"]
tables   = ["vouchers", "invoices"]
say.zh   = "{voucher_on}第{voucher_no}号凭证列支{amount_yuan}元（{purpose}），所附发票{invoice}到{invoiced_on}才开具。请核对付款依据、日期和是否后补发票。"
say.en   = "Voucher {voucher_no} of {voucher_on} books {amount_yuan} yuan ({purpose}); the invoice {invoice} behind it was written on {invoiced_on} only. Check the ground of the payment, the dates and whether the invoice was added later."
param.min_days = { default = 30, unit = "days", source = "an invoice often arrives with the next month's" }
param.min_yuan = { default = 500, unit = "yuan", source = "small sums are not worth a look" }
cells    = ["vouchers.voucher_on", "vouchers.amount_yuan", "vouchers.invoice_no", "invoices.invoiced_on", "invoices.invoice_no"]
innocent.advance-by-contract = { zh = "写明预付、暂付、定金、押金、合同、进度款的不算", en = "an advance, a deposit, a contract or progress payment is noted" }
innocent.next-month = { zh = "三十天内补来发票的不算", en = "the invoice came within thirty days" }
innocent.small-sums = { zh = "小额支出不算", en = "a small sum" }
innocent.other-year = { zh = "日期相差一年以上的，多是年份误写，不算", en = "a year or more apart: the year is likely a slip of the pen" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, i.invoice_row_id]         AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    i.no_key                             AS invoice,
    i.invoiced_on
FROM booked AS b
JOIN invoiced AS i
    ON i.voucher_row_id = b.row_id
WHERE i.invoiced_on > b.voucher_on
  AND i.invoiced_on > b.voucher_on + $min_days                           -- unless: next-month
  AND i.invoiced_on < b.voucher_on + 330                                 -- unless: other-year
  AND b.amount_yuan >= $min_yuan                                         -- unless: small-sums
  AND NOT (b.said LIKE '%预付%' OR b.said LIKE '%预支%' OR b.said LIKE '%预缴%' OR b.said LIKE '%预存%' OR b.said LIKE '%预借%' OR b.said LIKE '%预拨%' OR b.said LIKE '%预交%' OR b.said LIKE '%预收%' OR b.said LIKE '%预购%' OR b.said LIKE '%先行支付%' OR b.said LIKE '%暂付%' OR b.said LIKE '%暂支%' OR b.said LIKE '%暂借%' OR b.said LIKE '%垫付%' OR b.said LIKE '%备用金%' OR b.said LIKE '%押金%' OR b.said LIKE '%保证金%' OR b.said LIKE '%启动资金%' OR b.said LIKE '%分期%' OR b.said LIKE '%定金%' OR b.said LIKE '%订金%' OR b.said LIKE '%首付%' OR b.said LIKE '%合同%' OR b.said LIKE '%协议%' OR b.said LIKE '%进度款%' OR b.said LIKE '%充值%' OR b.said LIKE '%预订%')   -- unless: advance-by-contract
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
