/* lianjing-rule
id       = "G10"
category = "G10"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "开票时销售方已注销或尚未成立", en = "The supplier had been cancelled, or did not exist yet, when it invoiced" }
means    = { zh = "按市场主体登记，销售方在开票日以前已经注销，或在开票（没有发票的，按入账）以后才成立。", en = "By the register of market entities the seller had been cancelled before the day of the invoice, or was founded only after it (without an invoice: after the entry)." }
why      = { zh = "店已不在，票就不会是它开的，买卖可能是编的。", en = "A shop that is no more writes no invoice; the deal may be made up." }
basis    = ["发票管理办法：不得虚开发票；不符合规定的发票，不得作为财务报销凭证", "市场主体登记管理条例：自登记机关予以注销登记之日起，市场主体终止"]
tables   = ["vouchers", "companies"]
uses     = ["invoices"]
say.zh   = "{voucher_on}第{voucher_no}号凭证列支{amount_yuan}元（{purpose}），销售方“{company}”登记为{what_zh}，而{bought_what_zh}日期为{bought_on}。请核对交易是否真实、发票从何而来。"
say.en   = "Voucher {voucher_no} of {voucher_on} books {amount_yuan} yuan ({purpose}); the seller “{company}” is registered as {what_en}, the {bought_what_en} is of {bought_on}. Check whether the deal was genuine and where the invoice came from."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
cells    = ["vouchers.payee", "vouchers.amount_yuan", "vouchers.voucher_on", "invoices.invoiced_on", "invoices.seller_name", "invoices.credit_code", "companies.company_name", "companies.founded_on", "companies.cancelled_on", "companies.status"]
innocent.cancelled-later = { zh = "开票以后才注销的，以及当日注销的不算", en = "cancelled after the day of the invoice, or on it" }
innocent.founded-before = { zh = "开票以前或当日成立的不算", en = "founded before that day, or on it" }
innocent.bought-earlier = { zh = "没有发票日期的，入账前注销可能是先交易后入账，不算", en = "without the invoice's date, a firm cancelled before the entry may have sold before that" }
innocent.registered-anew = { zh = "注销后以同名重新登记、仅凭名称不能分清的不算", en = "registered anew under the same name: the name alone cannot tell them apart" }
innocent.still-open = { zh = "登记状态仍为存续、在业的，注销日期可能是误填，不算", en = "the register calls it open: the day of cancelling may be a slip" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
left_out.young-or-sanctioned = { zh = "新成立本身不是问题；没有失信、处罚名单", en = "being young is no fault by itself; there is no list of sanctioned firms" }
*/
WITH gone AS (
    SELECT s.row_id, s.company_name, s.firm_row_id, s.invoice_row_id, s.invoiced_on, s.bought_on, s.cancelled_on, s.by_code, s.namesakes
    FROM supplied AS s
    WHERE s.cancelled_on IS NOT NULL
      AND s.cancelled_on < s.bought_on                                   -- unless: cancelled-later
      AND s.invoiced_on IS NOT NULL                                      -- unless: bought-earlier
      AND s.gone                                                         -- unless: still-open
),
unborn AS (
    SELECT s.row_id, s.company_name, s.firm_row_id, s.invoice_row_id, s.invoiced_on, s.bought_on, s.founded_on, s.by_code, s.namesakes
    FROM supplied AS s
    WHERE s.founded_on IS NOT NULL
      AND s.founded_on > s.bought_on                                     -- unless: founded-before
),
sold AS (
    SELECT g.row_id, g.company_name, g.firm_row_id, g.invoice_row_id, g.invoiced_on, g.bought_on, g.by_code, g.namesakes,
           cast(g.cancelled_on AS VARCHAR) || '注销' AS what_zh, 'cancelled on ' || cast(g.cancelled_on AS VARCHAR) AS what_en
    FROM gone AS g
    UNION ALL
    SELECT u.row_id, u.company_name, u.firm_row_id, u.invoice_row_id, u.invoiced_on, u.bought_on, u.by_code, u.namesakes,
           cast(u.founded_on AS VARCHAR) || '成立', 'founded on ' || cast(u.founded_on AS VARCHAR)
    FROM unborn AS u
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, s.invoice_row_id, s.firm_row_id] AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    s.company_name                       AS company,
    s.what_zh,
    s.what_en,
    CASE WHEN s.invoiced_on IS NULL THEN '入账' ELSE '开票' END AS bought_what_zh,
    CASE WHEN s.invoiced_on IS NULL THEN 'entry' ELSE 'invoice' END AS bought_what_en,
    s.bought_on
FROM sold AS s
JOIN booked AS b
    ON b.row_id = s.row_id
WHERE b.amount_yuan >= $min_yuan
  AND (s.by_code OR s.namesakes = 1)                                     -- unless: registered-anew
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
