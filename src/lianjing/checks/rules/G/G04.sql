/* lianjing-rule
id       = "G04"
category = "G04"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "超过限额的支出没有发票（白条入账）", en = "Paid without an invoice above the county's limit" }
means    = { zh = "单笔支出超过县定限额，凭证没有发票代码、号码，也没有注明签字的劳务表或其他合法票据；该村账上的其他支出一般都登记发票。", en = "A payment above the county's limit has neither the code nor the number of an invoice, and no signed labour list or other lawful paper is noted, in a book that otherwise records invoices." }
why      = { zh = "没有票，就说不清钱花在哪里、花给了谁。", en = "Without a paper nobody can say what the money bought and who got it." }
basis    = ["农村集体经济组织财务制度（财农〔2021〕121号）：支出应取得合法、真实、有效的原始凭证", "县级限额（standards.toml 的 no_invoice_yuan）"]
tables   = ["vouchers"]
limits   = ["no_invoice_yuan"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支出{amount_yuan}元（{purpose}，收款人“{payee}”），超过{limit_yuan}元限额而没有登记发票。请核对原始凭证，有发票或签字劳务表的请补充，没有的说明原因。"
say.en   = "Voucher {voucher_no} of {voucher_on} paid {amount_yuan} yuan ({purpose}, to “{payee}”), above the limit of {limit_yuan} yuan, without an invoice on record. Look at the papers: add the invoice or the signed labour list, or say why there is none."
param.recorded_share = { default = 0.3, unit = "share of the book's payments above the limit that have an invoice", source = "below it the book does not record invoices, and an empty cell says nothing" }
cells    = ["vouchers.invoice_code", "vouchers.invoice_no", "vouchers.amount_yuan", "vouchers.purpose", "vouchers.payee", "vouchers.note"]
innocent.signed-labour-list = { zh = "用途、备注写明附签字劳务表、工资表、发放清册的不算", en = "a signed list of labour, wages or recipients is said to be attached" }
innocent.pay-and-grants = { zh = "发给个人的工资报酬、社保、慰问救助、分红、地租、征地补偿等，凭签领手续而不凭发票", en = "pay, insurance, relief, dividends, land rent and compensation to persons rest on receipts, not on invoices" }
innocent.own-accounts = { zh = "存取现、账户间划转、往来、退还押金、税费利息、借还款等不需要发票", en = "moves between one's own accounts, deposits given back, taxes, interest and loans need none" }
innocent.income = { zh = "收入、结转凭证不算", en = "income and closing entries" }
innocent.other-paper = { zh = "写明有财政票据、定额发票、完税凭证等其他合法票据的不算", en = "another lawful paper is noted: a fiscal receipt, a fixed-sum invoice, a tax receipt" }
innocent.other-line = { zh = "同一凭证另一行登记了发票的不算", en = "another line of the voucher has the invoice" }
innocent.not-recorded = { zh = "该村账上普遍不登记发票号码的，不作判断", en = "the book hardly records invoices at all" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH above AS (
    SELECT
        b.book, b.sheet, b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.amount_yuan, b.has_invoice, b.no_paper, b.to_firm, b.said, coalesce(b.account, '') AS account,
        coalesce(b.purpose, '') AS what, b.voided, b.taken_back, b.row_id, n.no_invoice_yuan
    FROM booked AS b
    CROSS JOIN limits AS n
    WHERE b.amount_yuan > n.no_invoice_yuan
),
habits AS (
    SELECT a.book, count(*) AS payments, sum(CASE WHEN a.has_invoice THEN 1 ELSE 0 END) AS with_invoice
    FROM above AS a
    GROUP BY a.book
),
sheets AS (              -- a sheet without the column says nothing, whatever the book's other sheets have
    SELECT b.sheet, bool_or(b.has_invoice) AS has_column
    FROM booked AS b
    GROUP BY b.sheet
),
papers AS (
    SELECT b.voucher_id, b.sheet
    FROM booked AS b
    WHERE b.has_invoice
      AND b.voucher_no IS NOT NULL
    GROUP BY b.voucher_id, b.sheet
)
SELECT
    a.voucher_id                         AS subject,
    [a.row_id]                           AS evidence,
    a.amount_yuan,
    coalesce(a.voucher_no, '—')          AS voucher_no,
    a.voucher_on,
    coalesce(a.purpose, '未写用途')      AS purpose,
    coalesce(a.payee, '未写')            AS payee,
    a.no_invoice_yuan                    AS limit_yuan
FROM above AS a
JOIN habits AS h
    ON h.book = a.book
JOIN sheets AS t
    ON t.sheet = a.sheet
LEFT JOIN papers AS p
    ON p.voucher_id = a.voucher_id
   AND p.sheet = a.sheet
WHERE NOT a.has_invoice
  AND NOT (a.said LIKE '%劳务表%' OR a.said LIKE '%劳务费表%' OR a.said LIKE '%签字%' OR a.said LIKE '%签名%' OR a.said LIKE '%签领%' OR a.said LIKE '%签收%' OR a.said LIKE '%花名册%' OR a.said LIKE '%花名表%' OR a.said LIKE '%名册%' OR a.said LIKE '%名单%' OR a.said LIKE '%明细表%' OR a.said LIKE '%工资表%' OR a.said LIKE '%发放表%' OR a.said LIKE '%领取表%' OR a.said LIKE '%领款表%' OR a.said LIKE '%用工表%' OR a.said LIKE '%用工单%' OR a.said LIKE '%出工表%' OR a.said LIKE '%出工单%' OR a.said LIKE '%考勤%' OR a.said LIKE '%记工%' OR a.said LIKE '%清册%' OR a.said LIKE '%造册%' OR a.said LIKE '%签到%' OR a.said LIKE '%发放清单%' OR a.said LIKE '%务工清单%' OR a.said LIKE '%劳务清单%' OR a.said LIKE '%手印%' OR a.said LIKE '%领款单%')   -- unless: signed-labour-list
  AND NOT (NOT a.to_firm AND NOT a.no_paper AND (a.said LIKE '%工资%' OR a.said LIKE '%报酬%' OR a.said LIKE '%薪%' OR a.said LIKE '%绩效%' OR a.said LIKE '%奖金%' OR a.said LIKE '%岗位补贴%' OR a.said LIKE '%职务补贴%' OR a.said LIKE '%生活补贴%' OR a.said LIKE '%补助金%' OR a.said LIKE '%慰问%' OR a.said LIKE '%救助%' OR a.said LIKE '%抚恤%' OR a.said LIKE '%丧葬%' OR a.said LIKE '%助学%' OR a.said LIKE '%奖学%' OR a.said LIKE '%低保%' OR a.said LIKE '%五保%' OR a.said LIKE '%分红%' OR a.said LIKE '%红利%' OR a.said LIKE '%土地流转%' OR a.said LIKE '%流转费%' OR a.said LIKE '%流转款%' OR a.said LIKE '%地租%' OR a.said LIKE '%土地租%' OR a.said LIKE '%林地租%' OR a.said LIKE '%田租%' OR a.said LIKE '%承包款%' OR a.said LIKE '%承包费%' OR a.said LIKE '%补偿%' OR a.said LIKE '%青苗%' OR a.said LIKE '%征地%' OR a.said LIKE '%占地%' OR a.said LIKE '%安置%' OR a.said LIKE '%赔偿%' OR a.said LIKE '%养老保险%' OR a.said LIKE '%医疗保险%' OR a.said LIKE '%社保%' OR a.said LIKE '%医保%' OR a.said LIKE '%合作医疗%' OR a.said LIKE '%公积金%' OR a.said LIKE '%差旅%' OR a.said LIKE '%出差%'))   -- unless: pay-and-grants
  AND NOT (NOT a.no_paper AND (a.what LIKE '%转存%' OR a.what LIKE '%存现%' OR a.what LIKE '%存款%' OR a.what LIKE '%划转%' OR a.what LIKE '%划拨%' OR a.what LIKE '%调拨%' OR a.what LIKE '%提现%' OR a.what LIKE '%提取%' OR a.what LIKE '%取现%' OR a.what LIKE '%取款%' OR a.what LIKE '%备用金%' OR a.what LIKE '%往来款%' OR a.what LIKE '%周转%' OR a.what LIKE '%结转%' OR a.what LIKE '%代管%' OR a.what LIKE '%上缴%' OR a.what LIKE '%上交%' OR a.what LIKE '%缴存%' OR a.what LIKE '%缴税%' OR a.what LIKE '%税款%' OR a.what LIKE '%税费%' OR a.what LIKE '%个税%' OR a.what LIKE '%增值税%' OR a.what LIKE '%完税%' OR a.what LIKE '%党费%' OR a.what LIKE '%利息%' OR a.what LIKE '%手续费%' OR a.what LIKE '%还款%' OR a.what LIKE '%还贷%' OR a.what LIKE '%借款%' OR a.what LIKE '%贷款%' OR a.what LIKE '%退款%' OR a.what LIKE '%退还%' OR a.what LIKE '%退回%' OR a.what LIKE '%押金%' OR a.what LIKE '%保证金%' OR a.what LIKE '%质保金%' OR a.what LIKE '%罚款%'))   -- unless: own-accounts
  AND NOT (a.account LIKE '%收入%' OR a.account LIKE '%应收%' OR a.account LIKE '%银行存款%' OR a.account LIKE '%库存现金%' OR a.account LIKE '%本年收益%' OR a.account LIKE '%收益分配%' OR a.account LIKE '%资本%' OR a.account LIKE '%公积%' OR a.account LIKE '%折旧%' OR a.account LIKE '%内部往来%' OR a.account LIKE '%应付工资%' OR (a.what LIKE '收%' AND a.what NOT LIKE '收购%') OR a.what LIKE '%收入%')   -- unless: income
  AND NOT (NOT a.no_paper AND (a.said LIKE '%财政票据%' OR a.said LIKE '%行政事业%' OR a.said LIKE '%专用票据%' OR a.said LIKE '%定额%' OR a.said LIKE '%机打票%' OR a.said LIKE '%车票%' OR a.said LIKE '%火车票%' OR a.said LIKE '%机票%' OR a.said LIKE '%过路费%' OR a.said LIKE '%通行费%' OR a.said LIKE '%停车费%' OR a.said LIKE '%完税%' OR a.said LIKE '%缴款书%' OR a.said LIKE '%回单%' OR a.said LIKE '%电子票%' OR a.said LIKE '%电子发票%' OR a.said LIKE '%非税%' OR a.said LIKE '%结算凭证%' OR a.said LIKE '%结算单据%' OR a.said LIKE '%发票附后%' OR a.said LIKE '%附发票%' OR a.said LIKE '%有发票%' OR a.said LIKE '%发票见%' OR a.said LIKE '%发票在%' OR a.said LIKE '%发票已%' OR a.said LIKE '%税票%' OR a.said LIKE '%专用收据%' OR a.said LIKE '%统一收据%' OR a.said LIKE '%资金往来%' OR a.said LIKE '%收购凭证%' OR a.said LIKE '%收购发票%' OR a.said LIKE '%调解书%' OR a.said LIKE '%判决书%'))   -- unless: other-paper
  AND p.voucher_id IS NULL                                                               -- unless: other-line
  AND (a.no_paper OR (t.has_column AND h.with_invoice >= $recorded_share * h.payments))   -- unless: not-recorded
  AND NOT (a.voided OR a.taken_back)                                                     -- unless: taken-back
