/* lianjing-rule
id       = "G03"
category = "G03"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "已作废、红冲的发票仍在账上报销", en = "A void or cancelled invoice is still on the books" }
means    = { zh = "凭证所附发票在税务发票明细中的状态是作废、红冲，凭证没有冲回，也没有换开的发票。", en = "In the tax office's list the invoice behind the voucher is void or cancelled by a red one; the voucher was not taken back, and no invoice was written in its place." }
why      = { zh = "票作废了，买卖就不算数，钱却付了出去。", en = "A void invoice means no sale, yet the money has gone." }
basis    = ["发票管理办法：不符合规定的发票，不得作为财务报销凭证", "发票管理办法实施细则：开具发票后如发生销货退回需开红字发票的，必须收回原发票"]
tables   = ["vouchers", "invoices"]
say.zh   = "{voucher_on}第{voucher_no}号凭证以发票{invoice}列支{amount_yuan}元（{purpose}），税务明细中该发票状态为“{state}”。请核对是否已换开发票、退货退款，账务是否应当冲回。"
say.en   = "Voucher {voucher_no} of {voucher_on} books {amount_yuan} yuan ({purpose}) on invoice {invoice}, whose state with the tax office is “{state}”. Check whether another was written, whether goods and money went back, and whether the entry must be reversed."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
param.exchange_days = { default = 90, unit = "days", source = "a wrong invoice is exchanged within the quarter as a rule" }
cells    = ["vouchers.invoice_code", "vouchers.invoice_no", "vouchers.amount_yuan", "vouchers.voucher_on", "invoices.invoice_no", "invoices.status", "invoices.invoiced_on", "invoices.note"]
innocent.exchange-invoice = { zh = "备注写明已换开、重开的，或同一销售方给同一单位另开了同额有效发票而未另行入账的，不算", en = "it says that another was written, or the seller wrote the same buyer a valid one for the same sum, and that one is not booked elsewhere" }
innocent.taken-back = { zh = "凭证已冲回的不算", en = "the voucher was taken back" }
innocent.voided-voucher = { zh = "作废的凭证不算", en = "the voucher itself is void" }
*/
WITH void_used AS (
    SELECT
        b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.amount_yuan, b.row_id,
        i.invoice_row_id, i.no_key, i.invoice_yuan, i.seller_key, i.invoiced_on, i.payer_unit, i.status, i.reissued,
        b.said LIKE '%换开%' OR b.said LIKE '%换票%' OR b.said LIKE '%重开%' OR b.said LIKE '%重新开%' OR b.said LIKE '%已换发票%' OR b.said LIKE '%另开发票%' OR b.said LIKE '%已补开%' OR b.said LIKE '%已冲%' OR b.said LIKE '%冲回%' OR b.said LIKE '%冲销%' AS exchange_said
    FROM booked AS b
    JOIN invoiced AS i
        ON i.voucher_row_id = b.row_id
    WHERE i.voided
      AND b.amount_yuan >= $min_yuan
      AND NOT b.voided                                                   -- unless: voided-voucher
      AND NOT b.taken_back                                               -- unless: taken-back
),
exchanged AS (           -- a valid invoice in its place, on which no other voucher rests
    SELECT DISTINCT u.row_id
    FROM void_used AS u
    JOIN billed AS n
        ON n.seller_key = u.seller_key
       AND n.invoice_yuan = u.invoice_yuan
    LEFT JOIN invoiced AS o
        ON o.invoice_row_id = n.row_id
    WHERE NOT n.voided
      AND n.no_key <> u.no_key
      AND coalesce(n.payer_unit = u.payer_unit, TRUE)
      AND coalesce(n.invoiced_on >= u.invoiced_on AND n.invoiced_on <= u.invoiced_on + $exchange_days, TRUE)
      AND o.voucher_row_id IS NULL
)
SELECT
    u.voucher_id                         AS subject,
    [u.row_id, u.invoice_row_id]         AS evidence,
    u.amount_yuan,
    coalesce(u.voucher_no, '—')          AS voucher_no,
    u.voucher_on,
    coalesce(u.purpose, '未写用途')      AS purpose,
    u.no_key                             AS invoice,
    coalesce(u.status, '作废')           AS state
FROM void_used AS u
LEFT JOIN exchanged AS x
    ON x.row_id = u.row_id
WHERE u.row_id IS NOT NULL
  AND NOT (u.reissued OR u.exchange_said)                                -- unless: exchange-invoice
  AND x.row_id IS NULL                                                   -- unless: exchange-invoice
