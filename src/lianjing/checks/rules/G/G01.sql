/* lianjing-rule
id       = "G01"
category = "G01"
strength = "strong"
subject  = "invoice"
side     = "by"
title    = { zh = "同一张发票重复报账", en = "One invoice booked twice" }
means    = { zh = "两张以上凭证附同一发票（代码、号码相同；一方没有代码的，号码和收款人相同），合计报账超过发票金额。", en = "Two or more vouchers rest on one invoice (its code and number; where one of them has no code, the number and the payee), and together book more than its sum." }
why      = { zh = "一张票报两次，第二次的钱没有对应的东西，多半进了个人口袋。", en = "Paying twice on one invoice pays once for nothing." }
basis    = ["会计基础工作规范第四十八条：原始凭证的基本要求", "农村集体经济组织财务制度（财农〔2021〕121号）：支出应有合法、真实的原始凭证"]
tables   = ["vouchers"]
uses     = ["invoices"]
say.zh   = "发票{invoice}已附在{first_on}第{first_no}号凭证（{first_yuan}元），又在{later_on}第{later_no}号凭证报账{amount_yuan}元，收款人“{payee}”。请核对两张凭证所附发票是否同一张、款项是否重复支付。"
say.en   = "Invoice {invoice} stands behind voucher {first_no} of {first_on} ({first_yuan} yuan) and again behind voucher {later_no} of {later_on} ({amount_yuan} yuan), payee “{payee}”. Check whether it is one invoice and whether it was paid twice."
param.min_yuan = { default = 1, unit = "yuan", source = "rounding between the sum of the parts and the invoice" }
param.tax_share = { default = 0.17, unit = "share of the invoice", source = "the highest VAT rate of the years concerned: a tax table may give sums without tax" }
cells    = ["vouchers.invoice_code", "vouchers.invoice_no", "vouchers.amount_yuan", "vouchers.payee", "vouchers.voucher_no", "vouchers.voucher_on", "invoices.invoice_no", "invoices.amount_yuan"]
innocent.split-with-note = { zh = "一张发票分列两个项目、分次付款，合计不超过发票金额的不算；查不到该发票时，以备注为准", en = "one invoice split over projects or paid in parts that together do not exceed it; where the invoice is not known, the remark is believed" }
innocent.unequal-parts = { zh = "税务明细中没有该发票、几次金额又不相同的，可能是分次付款，不算", en = "the invoice is not among the tax office's and the sums differ: they may be parts of it" }
innocent.one-voucher = { zh = "同一凭证的几行分录、同一凭证在两份账表中出现的，算一次", en = "lines of one voucher, or one voucher in two exports, count once" }
innocent.taken-back = { zh = "其中一笔已冲回的不算", en = "one of them was taken back" }
innocent.voided = { zh = "作废的凭证不算", en = "a void voucher" }
*/
WITH lines AS (
    SELECT
        b.no_key, b.code_key, coalesce(b.payee_key, '') AS payee_key, b.voucher_id, b.sheet, b.voucher_no, b.voucher_on, b.payee, b.amount_yuan, b.row_id,
        i.code_key AS code_of_invoice, i.invoice_yuan, i.invoice_row_id,
        b.said LIKE '%分摊%' OR b.said LIKE '%分两%' OR b.said LIKE '%分列%' OR b.said LIKE '%分开列支%' OR b.said LIKE '%分别列支%' OR b.said LIKE '%拆分%' OR b.said LIKE '%分次%' OR b.said LIKE '%分期%' OR b.said LIKE '%分批%' OR b.said LIKE '%分笔%' OR b.said LIKE '%共用%' OR b.said LIKE '%同一发票%' OR b.said LIKE '%同一张发票%' OR b.said LIKE '%同张发票%' OR b.said LIKE '%一张发票%' OR b.said LIKE '%两个项目%' OR b.said LIKE '%两项目%' OR b.said LIKE '%多个项目%' OR b.said LIKE '%各项目%' OR b.said LIKE '%各半%' OR b.said LIKE '%部分款%' OR b.said LIKE '%首付%' OR b.said LIKE '%尾款%' OR b.said LIKE '%余款%' OR b.said LIKE '%预付%' OR b.said LIKE '%进度款%' OR b.said LIKE '%质保%' OR b.said LIKE '%其余%' OR b.said LIKE '%剩余%' OR b.said LIKE '%第一次%' OR b.said LIKE '%第二次%' OR b.said LIKE '%第一笔%' OR b.said LIKE '%第二笔%' OR b.said LIKE '%合并开票%' OR b.said LIKE '%合开%' OR b.said LIKE '%第_期%' OR b.said LIKE '%第_批%' AS parts_said
    FROM booked AS b
    LEFT JOIN invoiced AS i
        ON i.voucher_row_id = b.row_id
    WHERE b.no_key IS NOT NULL
      AND b.amount_yuan > 0
      AND NOT b.voided                                                   -- unless: voided
      AND NOT b.taken_back                                               -- unless: taken-back
),
told AS (                -- the invoice's code, if not this line's then that of another with its number and payee
    SELECT
        n.no_key, coalesce(n.code_key, n.code_of_invoice, max(n.code_key) OVER (PARTITION BY n.no_key, n.payee_key), n.payee_key) AS code,
        n.payee_key, n.voucher_id, n.sheet, n.voucher_no, n.voucher_on, n.payee, n.amount_yuan, n.row_id, n.invoice_yuan, n.invoice_row_id, n.parts_said
    FROM lines AS n
),
entered AS (             -- once a voucher and export
    SELECT
        t.no_key, t.code, t.voucher_id, t.sheet, sum(t.amount_yuan) AS amount_yuan, min(t.voucher_no) AS voucher_no, min(t.voucher_on) AS voucher_on, min(t.payee) AS payee,
        min(t.row_id) AS row_id, max(t.invoice_yuan) AS invoice_yuan, min(t.invoice_row_id) AS invoice_row_id, bool_or(t.parts_said) AS parts_said
    FROM told AS t
    GROUP BY t.no_key, t.code, t.voucher_id, t.sheet
),
uses AS (
    SELECT
        e.no_key, e.code, e.voucher_id, max(e.amount_yuan) AS amount_yuan, min(e.voucher_no) AS voucher_no, min(e.voucher_on) AS voucher_on, min(e.payee) AS payee,
        min(e.row_id) AS row_id, max(e.invoice_yuan) AS invoice_yuan, min(e.invoice_row_id) AS invoice_row_id, bool_or(e.parts_said) AS parts_said
    FROM entered AS e
    GROUP BY e.no_key, e.code, e.voucher_id
),
ranked AS (
    SELECT
        u.no_key, u.code, u.voucher_id, u.amount_yuan, u.voucher_no, u.voucher_on, u.payee, u.row_id, u.invoice_row_id,
        row_number() OVER (PARTITION BY u.no_key, u.code ORDER BY u.voucher_on, u.row_id) AS place
    FROM uses AS u
),
invoices_used AS (
    SELECT
        u.no_key, u.code, count(*) AS vouchers, sum(u.amount_yuan) AS total_yuan, min(u.amount_yuan) AS least_yuan, max(u.amount_yuan) AS largest_yuan,
        max(u.invoice_yuan) AS invoice_yuan, bool_or(u.parts_said) AS parts_said
    FROM uses AS u
    GROUP BY u.no_key, u.code
)
SELECT
    g.code || '|' || g.no_key          AS subject,
    [r.row_id, f.row_id, r.invoice_row_id] AS evidence,
    r.amount_yuan,
    g.no_key                           AS invoice,
    coalesce(r.payee, '未写')          AS payee,
    coalesce(f.voucher_no, '—')        AS first_no,
    f.voucher_on                       AS first_on,
    f.amount_yuan                      AS first_yuan,
    coalesce(r.voucher_no, '—')        AS later_no,
    r.voucher_on                       AS later_on
FROM invoices_used AS g
JOIN ranked AS f
    ON f.no_key = g.no_key
   AND f.code = g.code
   AND f.place = 1
JOIN ranked AS r
    ON r.no_key = g.no_key
   AND r.code = g.code
   AND r.place > 1
WHERE g.vouchers > 1
  AND NOT coalesce(g.total_yuan <= g.invoice_yuan + $min_yuan, FALSE)                                                  -- unless: split-with-note
  AND NOT coalesce(g.parts_said AND g.total_yuan <= g.invoice_yuan * (1 + $tax_share) + $min_yuan, FALSE)              -- unless: split-with-note
  AND NOT (g.invoice_yuan IS NULL AND g.parts_said)                                                                    -- unless: split-with-note
  AND NOT (g.invoice_yuan IS NULL AND g.largest_yuan > g.least_yuan)                                                   -- unless: unequal-parts
