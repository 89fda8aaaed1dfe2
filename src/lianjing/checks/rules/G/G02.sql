/* lianjing-rule
id       = "G02"
category = "G02"
strength = "weak"
subject  = "invoice"
side     = "by"
title    = { zh = "同一销售方数月间发票连号", en = "Consecutive invoice numbers of one seller over months" }
means    = { zh = "同一销售方先后开给同一村的三张以上发票号码相连，前后相隔两个月以上：其间该户几乎没有对别人开过票。", en = "Three or more invoices of one seller to one village bear consecutive numbers although months lie between them: the seller has invoiced hardly anybody else." }
why      = { zh = "几个月里只给一个村开票的店，票可能是按需要开出来的。", en = "A shop that writes invoices for one village only may write whatever is wanted." }
basis    = ["审计常用方法：连号发票可能是虚开、事后补开，也可能是小商户业务少，仅供排查"]
tables   = ["invoices"]
say.zh   = "“{seller}”在{first_on}至{last_on}间开给{buyer}的{invoices}张发票号码相连（{first_no}至{last_no}）。请核对货物验收、实际交易和开票时间。"
say.en   = "From {first_on} to {last_on} “{seller}” wrote {buyer} {invoices} invoices with consecutive numbers ({first_no} to {last_no}). Check the goods, the dealing and when they were written."
param.min_invoices = { default = 3, unit = "invoices", source = "two neighbouring numbers are chance" }
param.min_days = { default = 60, unit = "days", source = "invoices of one delivery or one month lie closer together" }
param.min_yuan = { default = 1000, unit = "yuan", source = "a county may set its own floor for the sum of such a row" }
cells    = ["invoices.invoice_no", "invoices.invoiced_on", "invoices.seller_name", "invoices.amount_yuan"]
innocent.same-day-batch = { zh = "同日或同月一次开出的连号发票不算", en = "a batch written on one day or in one month" }
innocent.two-in-a-row = { zh = "只有两张相连的不算", en = "two neighbouring numbers only" }
innocent.voided = { zh = "已作废的发票不算", en = "void invoices" }
innocent.small-sums = { zh = "合计金额很小的不算", en = "together a small sum" }
*/
WITH numbered AS (
    SELECT
        b.row_id, b.seller_name, coalesce(b.credit_code, b.seller_key) AS seller, coalesce(b.code_key, '') AS code, coalesce(b.payer_unit, '') AS buyer,
        b.invoiced_on, b.invoice_yuan, CASE WHEN length(b.no_key) <= 12 THEN cast(b.no_key AS BIGINT) END AS number
    FROM billed AS b
    WHERE length(b.no_key) <= 12
      AND b.invoiced_on IS NOT NULL
      AND NOT b.voided                                           -- unless: voided
),
ordered AS (
    SELECT
        n.row_id, n.seller_name, n.seller, n.code, n.buyer, n.invoiced_on, n.invoice_yuan, n.number,
        n.number - row_number() OVER (PARTITION BY n.seller, n.code, n.buyer ORDER BY n.number) AS run_of_numbers
    FROM numbered AS n
    WHERE n.seller IS NOT NULL
),
runs AS (
    SELECT
        o.seller, o.code, o.buyer, o.run_of_numbers, count(*) AS invoices, min(o.invoiced_on) AS first_on, max(o.invoiced_on) AS last_on,
        min(o.number) AS first_no, max(o.number) AS last_no, sum(o.invoice_yuan) AS total_yuan
    FROM ordered AS o
    GROUP BY o.seller, o.code, o.buyer, o.run_of_numbers
)
SELECT
    r.seller || '|' || r.code || '|' || cast(r.first_no AS VARCHAR)  AS subject,
    [o.row_id]                                                       AS evidence,
    o.invoice_yuan                                                   AS amount_yuan,
    coalesce(o.seller_name, '销售方')                                AS seller,
    CASE WHEN r.buyer = '' THEN '村' ELSE r.buyer END                AS buyer,
    r.invoices,
    r.first_on,
    r.last_on,
    r.first_no,
    r.last_no
FROM runs AS r
JOIN ordered AS o
    ON o.seller = r.seller
   AND o.code = r.code
   AND o.buyer = r.buyer
   AND o.run_of_numbers = r.run_of_numbers
WHERE r.invoices > 1
  AND r.invoices >= $min_invoices                                -- unless: two-in-a-row
  AND r.last_on >= r.first_on + $min_days                        -- unless: same-day-batch
  AND r.total_yuan >= $min_yuan                                  -- unless: small-sums
