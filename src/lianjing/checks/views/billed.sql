/* billed: the tax office's invoices, one line an invoice: no_key and code_key (as in booked), invoiced_on, seller_name, seller_key (without spaces,
brackets folded), credit_code, payer_unit, invoice_yuan (its lines added up; the same invoice in two exports counts once), voided (void or cancelled
by a red one as a whole), reissued (it is said that another was written in its place), status, row_id. Red invoices themselves are not in it. */
WITH texts AS (
    SELECT
        i.invoice_code, i.invoice_no, i.invoiced_on, i.seller_name, i.credit_code, i.payer_unit, i.amount_yuan, i.status, i.note, i.source_file, i.source_sheet, i.row_id,
        translate(upper(coalesce(i.invoice_no, '')), '０１２３４５６７８９ 　.．:：-－—–#＃№NO’''号', '0123456789') AS no_text,
        translate(upper(coalesce(i.invoice_code, '')), '０１２３４５６７８９ 　.．:：-－—–#＃№NO’''号', '0123456789') AS code_text,
        replace(replace(replace(replace(trim(i.seller_name), ' ', ''), '　', ''), '（', '('), '）', ')') AS seller_key,
        coalesce(i.status, '') || '|' || coalesce(i.note, '') AS state
    FROM invoices AS i
    WHERE i.invoice_no IS NOT NULL
),
keyed AS (
    SELECT
        t.*,
        ltrim(t.no_text, '0') AS no_key,
        nullif(ltrim(t.code_text, '0'), '') AS code_key,
        (t.state LIKE '%作废%' OR t.state LIKE '%红冲%' OR t.state LIKE '%冲红%' OR t.state LIKE '%冲销%' OR t.state LIKE '%红字%' OR t.state LIKE '%已冲%' OR t.state LIKE '%全额冲%' OR t.state LIKE '%注销%' OR t.state LIKE '%作癈%' OR t.state LIKE '%失控%')
        AND NOT (t.state LIKE '%未作废%' OR t.state LIKE '%未红冲%' OR t.state LIKE '%未冲红%' OR t.state LIKE '%未冲销%' OR t.state LIKE '%非作废%' OR t.state LIKE '%部分%' OR t.state LIKE '%无红字%' OR t.state LIKE '%未失控%' OR t.state LIKE '%没有作废%' OR t.state LIKE '%无作废%' OR t.state LIKE '%未被红冲%' OR t.state LIKE '%未开红字%' OR t.state LIKE '%未开具红字%') AS voided,
        t.state LIKE '%换开%' OR t.state LIKE '%换票%' OR t.state LIKE '%重开%' OR t.state LIKE '%重新开%' OR t.state LIKE '%已换%' OR t.state LIKE '%另开%' OR t.state LIKE '%补开%' OR t.state LIKE '%换新%' OR t.state LIKE '%更换%' AS reissued
    FROM texts AS t
    WHERE length(ltrim(t.no_text, '0')) >= 4
      AND translate(t.no_text, '0123456789', '') = ''
      AND coalesce(t.amount_yuan, 1) > 0
),
exported AS (
    SELECT
        y.no_key, y.code_key, y.source_file, y.source_sheet, sum(y.amount_yuan) AS invoice_yuan, min(y.invoiced_on) AS invoiced_on, min(y.seller_name) AS seller_name,
        min(y.seller_key) AS seller_key, min(y.credit_code) AS credit_code, min(y.payer_unit) AS payer_unit, bool_or(y.voided) AS voided, bool_or(y.reissued) AS reissued,
        min(y.status) AS status, min(y.row_id) AS row_id
    FROM keyed AS y
    GROUP BY y.no_key, y.code_key, coalesce(y.seller_key, ''), y.source_file, y.source_sheet
)
SELECT
    x.no_key, x.code_key, max(x.invoice_yuan) AS invoice_yuan, min(x.invoiced_on) AS invoiced_on, min(x.seller_name) AS seller_name, x.seller_key, min(x.credit_code) AS credit_code,
    min(x.payer_unit) AS payer_unit, bool_or(x.voided) AS voided, bool_or(x.reissued) AS reissued, min(x.status) AS status, min(x.row_id) AS row_id
FROM exported AS x
GROUP BY x.no_key, x.code_key, x.seller_key
