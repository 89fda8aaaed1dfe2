/* lianjing-rule
id       = "G07B"
category = "G07"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "入账很久以后才审核", en = "Reviewed long after it was booked" }
means    = { zh = "同一本账一般在入账前后一个月内审核，而这张凭证在入账几个月以后才审核。", en = "The book's vouchers are reviewed within a month as a rule, this one months after it was booked." }
why      = { zh = "过了很久才审，钱已花出，审核就成了盖章。", en = "Review long after the money is spent is a stamp and no more." }
basis    = ["村民委员会组织法第三十二条：村务监督机构负责村民民主理财"]
tables   = ["vouchers"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支出{amount_yuan}元（{purpose}），到{reviewed_on}才审核。请核对迟审的原因和支出是否真实。"
say.en   = "Voucher {voucher_no} of {voucher_on} ({amount_yuan} yuan, {purpose}) was reviewed on {reviewed_on} only. Check why so late and whether the payment is genuine."
param.late_days = { default = 95, unit = "days", source = "some villages review by the quarter" }
param.min_yuan = { default = 500, unit = "yuan", source = "small sums are reviewed together" }
param.prompt_share = { default = 0.8, unit = "share of the book's vouchers that are reviewed within 31 days", source = "below it late review is the book's habit" }
cells    = ["vouchers.voucher_on", "vouchers.reviewed_on", "vouchers.amount_yuan"]
innocent.emergency-ratified = { zh = "抢险救灾等紧急支出、写明事后补审追认的不算", en = "an emergency, or ratified afterwards as the remark says" }
innocent.book-reviews-late = { zh = "该村按季、按半年集中审核的不算", en = "the book is reviewed by the quarter or half-year" }
innocent.quarterly = { zh = "入账后一个季度内审核的不算", en = "reviewed within a quarter" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH habits AS (
    SELECT b.book, count(*) AS vouchers, sum(CASE WHEN b.reviewed_on <= b.voucher_on + 31 THEN 1 ELSE 0 END) AS prompt
    FROM booked AS b
    WHERE b.reviewed_on IS NOT NULL
      AND b.voucher_on IS NOT NULL
    GROUP BY b.book
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id]                           AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    b.reviewed_on
FROM booked AS b
JOIN habits AS h
    ON h.book = b.book
WHERE b.reviewed_on > b.voucher_on + 31
  AND b.amount_yuan >= $min_yuan
  AND b.reviewed_on > b.voucher_on + $late_days                          -- unless: quarterly
  AND h.prompt >= $prompt_share * h.vouchers                             -- unless: book-reviews-late
  AND NOT (b.said LIKE '%抢险%' OR b.said LIKE '%救灾%' OR b.said LIKE '%抗洪%' OR b.said LIKE '%防汛%' OR b.said LIKE '%应急%' OR b.said LIKE '%紧急%' OR b.said LIKE '%防疫%' OR b.said LIKE '%补审%' OR b.said LIKE '%补签%' OR b.said LIKE '%追认%' OR b.said LIKE '%事后审%' OR b.said LIKE '%后审%' OR b.said LIKE '%已补办%')   -- unless: emergency-ratified
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
