/* lianjing-rule
id       = "G07"
category = "G07"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "支出未经村务监督委员会审核入账", en = "Booked without review by the village supervision committee" }
means    = { zh = "凭证没有村务监督委员会（民主理财小组）的审核记录，或写明未审、不同意；同一本账的其他凭证都有审核。", en = "The voucher shows no review by the village supervision committee, or says that there was none or that it objected, in a book whose other vouchers were reviewed." }
why      = { zh = "村监会是村民的眼睛，绕开它的支出没有人替村民看过。", en = "The committee is the villagers' eye; what goes round it nobody has looked at for them." }
basis    = ["村民委员会组织法第三十二条：村务监督机构负责村民民主理财，监督村务公开", "农村集体经济组织财务制度（财农〔2021〕121号）：财务收支接受监事会（监督委员会）审核监督"]
tables   = ["vouchers"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支出{amount_yuan}元（{purpose}，收款人“{payee}”），审核记录为“{review}”，同本账其他凭证一般都有审核。请核对是否补办审核、支出是否真实。"
say.en   = "Voucher {voucher_no} of {voucher_on} paid {amount_yuan} yuan ({purpose}, to “{payee}”); its review reads “{review}”, while the other vouchers of that book were reviewed. Check whether the review was made up for and the payment is genuine."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set the sum from which review is needed" }
param.reviewed_share = { default = 0.8, unit = "share of the book's vouchers that show a review", source = "below it the empty cell is the book's habit and no sign of a missing review" }
cells    = ["vouchers.reviewed", "vouchers.reviewed_on", "vouchers.amount_yuan", "vouchers.purpose", "vouchers.payee", "vouchers.approver"]
innocent.emergency-ratified = { zh = "抢险救灾等紧急支出、备注写明事后补审追认的不算；购买防汛物资等日常支出仍算", en = "an emergency, or ratified afterwards, as the remark says; stocking up against floods is none" }
innocent.book-without-reviews = { zh = "该村账上普遍没有审核记录的（没有这一栏或从不填写），不作判断", en = "the book has no such column, or hardly ever fills it" }
innocent.not-yet = { zh = "账上最后一批凭证尚未送审的不算", en = "the last vouchers of the book, which as a batch have not been put before the committee yet" }
innocent.other-line = { zh = "同一凭证另一行已有审核的不算", en = "another line of the voucher shows the review" }
innocent.no-spending = { zh = "收入、结转、存取现等不是支出的不算", en = "income, closing entries, moves between bank and cash box" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH texts AS (
    SELECT
        b.book, b.sheet, b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.amount_yuan, b.reviewed, b.reviewed_on, coalesce(b.note, '') || '|' || CASE WHEN b.purpose LIKE '%抢险%' OR b.purpose LIKE '%抢修%' OR b.purpose LIKE '%救灾%' THEN b.purpose ELSE '' END AS note, b.voided, b.taken_back, b.row_id,
        coalesce(b.purpose, '') AS what, coalesce(b.account, '') AS account,
        upper(trim(coalesce(b.reviewed, ''))) AS review
    FROM booked AS b
    WHERE b.amount_yuan IS NOT NULL
),
read AS (
    SELECT
        t.book, t.sheet, t.voucher_id, t.voucher_no, t.voucher_on, t.purpose, t.payee, t.amount_yuan, t.reviewed, t.reviewed_on, t.note, t.voided, t.taken_back, t.row_id, t.what, t.account,
        t.review IN ('无', '否', '未', '没', '没有', '×', 'X', '✗', '✕', 'N', 'NO', '缺', '空', '待', '不')
        OR t.review LIKE '%未审%' OR t.review LIKE '%未经%' OR t.review LIKE '%未通过%' OR t.review LIKE '%未签%' OR t.review LIKE '%未盖%' OR t.review LIKE '%未复核%' OR t.review LIKE '%未报%' OR t.review LIKE '%未提交%' OR t.review LIKE '%未过%' OR t.review LIKE '%未参与%' OR t.review LIKE '%未理财%' OR t.review LIKE '%没审%' OR t.review LIKE '%没有审%' OR t.review LIKE '%没经%' OR t.review LIKE '%无审%' OR t.review LIKE '%未予%' OR t.review LIKE '%待审%' OR t.review LIKE '%待签%' OR t.review LIKE '%漏审%' OR t.review LIKE '%漏签%' OR t.review LIKE '%缺签%' OR t.review LIKE '%缺审%' OR t.review LIKE '%不同意%' OR t.review LIKE '%不予%' OR t.review LIKE '%不通过%' OR t.review LIKE '%驳回%' OR t.review LIKE '%反对%' OR t.review LIKE '%否决%' OR t.review LIKE '%有异议%' OR t.review LIKE '%拒签%' AS refused
    FROM texts AS t
),
stated AS (
    SELECT
        r.book, r.sheet, r.voucher_id, r.voucher_no, r.voucher_on, r.purpose, r.payee, r.amount_yuan, r.reviewed, r.note, r.voided, r.taken_back, r.row_id, r.what, r.account, r.refused,
        NOT r.refused AND (r.reviewed IS NOT NULL OR r.reviewed_on IS NOT NULL) AS was_reviewed
    FROM read AS r
),
habits AS (
    SELECT s.book, count(*) AS vouchers, sum(CASE WHEN s.was_reviewed THEN 1 ELSE 0 END) AS reviewed, max(CASE WHEN s.was_reviewed THEN s.voucher_on END) AS last_reviewed_on
    FROM stated AS s
    GROUP BY s.book
),
sheets AS (              -- a sheet without the column says nothing, whatever the book's other sheets have
    SELECT s.sheet, bool_or(s.was_reviewed) AS has_column
    FROM stated AS s
    GROUP BY s.sheet
),
tails AS (               -- what was booked after the last voucher that was reviewed
    SELECT s.book, count(*) AS waiting
    FROM stated AS s
    JOIN habits AS h
        ON h.book = s.book
    WHERE s.voucher_on > h.last_reviewed_on
    GROUP BY s.book
),
reviewed_vouchers AS (
    SELECT s.voucher_id, s.sheet
    FROM stated AS s
    WHERE s.was_reviewed
      AND s.voucher_no IS NOT NULL
    GROUP BY s.voucher_id, s.sheet
)
SELECT
    s.voucher_id                         AS subject,
    [s.row_id]                           AS evidence,
    s.amount_yuan,
    coalesce(s.voucher_no, '—')          AS voucher_no,
    s.voucher_on,
    coalesce(s.purpose, '未写用途')      AS purpose,
    coalesce(s.payee, '未写')            AS payee,
    coalesce(s.reviewed, '空白')         AS review
FROM stated AS s
JOIN habits AS h
    ON h.book = s.book
JOIN sheets AS c
    ON c.sheet = s.sheet
LEFT JOIN tails AS t
    ON t.book = s.book
LEFT JOIN reviewed_vouchers AS o
    ON o.voucher_id = s.voucher_id
   AND o.sheet = s.sheet
WHERE NOT s.was_reviewed
  AND s.amount_yuan >= $min_yuan
  AND NOT (s.note LIKE '%抢险%' OR s.note LIKE '%抢修%' OR s.note LIKE '%救灾%' OR s.note LIKE '%抗洪%' OR s.note LIKE '%防汛%' OR s.note LIKE '%应急%' OR s.note LIKE '%紧急%' OR s.note LIKE '%防疫%' OR s.note LIKE '%补审%' OR s.note LIKE '%补签%' OR s.note LIKE '%补办%' OR s.note LIKE '%追认%' OR s.note LIKE '%事后%' OR s.note LIKE '%后审%')   -- unless: emergency-ratified
  AND (s.refused OR c.has_column) AND h.reviewed >= $reviewed_share * h.vouchers   -- unless: book-without-reviews
  AND NOT (coalesce(s.voucher_on > h.last_reviewed_on, FALSE) AND coalesce(t.waiting, 0) >= 3 AND NOT s.refused)   -- unless: not-yet
  AND o.voucher_id IS NULL                                               -- unless: other-line
  AND NOT ((s.what LIKE '收%' AND s.what NOT LIKE '收购%') OR s.what LIKE '%收入%' OR s.what LIKE '%提现%' OR s.what LIKE '%提取%' OR s.what LIKE '%取现%' OR s.what LIKE '%存现%' OR s.what LIKE '%存款%' OR s.what LIKE '%结转%' OR s.what LIKE '%划转%' OR s.what LIKE '%备用金%' OR s.what LIKE '%利息%' OR s.account LIKE '%收入%' OR s.account LIKE '%应收%' OR s.account LIKE '%银行存款%' OR s.account LIKE '%库存现金%' OR s.account LIKE '%收益%' OR s.account LIKE '%结转%')   -- unless: no-spending
  AND NOT (s.voided OR s.taken_back)                                     -- unless: taken-back
