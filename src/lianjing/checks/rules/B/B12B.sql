/* lianjing-rule
id       = "B12B"
category = "B12"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "审批人批准付给申报亲属的款项", en = "An approver approved a payment to declared kin" }
means    = { zh = "凭证的收款人与审批人申报的亲属同名（同村、姓名都相符），而户籍不能确定是谁。凭姓名，只作提示。", en = "The payee bears the name of kin which the approver, an official of that village, declared. By name only: a hint." }
why      = { zh = "自己批钱给自己家，等于没有人把关。", en = "Whoever signs for his own family has nobody above him." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不得利用职权为亲属谋取利益"]
tables   = ["vouchers", "kin"]
uses     = ["households"]
say.zh   = "{voucher_on}第{voucher_no}号凭证付给{payee}{amount_yuan}元（{purpose}），审批人{approver}申报的{relation}与收款人同名。请核对是否同一人、是否应当回避。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays {payee} {amount_yuan} yuan ({purpose}); {approver}, who approved it, declared kin ({relation}) of that name. Check whether it is the same person and a recusal was due."
param.min_yuan = { default = 200, unit = "yuan", source = "a hint by name is worth a look above small sums" }
cells    = ["vouchers.approver", "vouchers.payee", "vouchers.amount_yuan", "kin.official_name", "kin.name", "kin.relation"]
innocent.recusal-on-record = { zh = "写明回避、他人代批、会签、上级审批、集体研究的不算", en = "a recusal, another's signature, approval by the township or a resolution is noted" }
innocent.public-list = { zh = "按标准、花名册发放的工资、劳务、救助、分红等不算", en = "wages, labour, relief or dividends paid by a standard or a list" }
innocent.kinship-outside-dates = { zh = "付款时亲属关系尚未成立或已解除的不算", en = "kinship had not begun or had ended" }
innocent.other-village = { zh = "别村的同名者不算", en = "namesakes in another village" }
innocent.known-by-register = { zh = "有身份证号或户籍能确定是谁的，由 B12 判断", en = "where an ID or the household register says who it is, B12 speaks" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH declared AS (
    SELECT
        replace(k.official_name, ' ', '') AS official, replace(k.name, ' ', '') AS relative, k.relation, v.village_key,
        coalesce(k.from_on, DATE '1900-01-01') AS from_on, coalesce(k.to_on, DATE '9999-12-31') AS to_on, k.row_id
    FROM kin AS k
    JOIN village_keys AS v
        ON v.village = k.village
),
bearers AS (
    SELECT r.village_key, replace(r.name, ' ', '') AS name, count(*) AS people
    FROM residents AS r
    WHERE r.name IN (SELECT k.name FROM kin AS k)
    GROUP BY r.village_key, replace(r.name, ' ', '')
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, k.row_id]                 AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    b.payee,
    b.approver,
    coalesce(k.relation, '亲属')         AS relation
FROM booked AS b
JOIN declared AS k
    ON k.official = replace(b.approver, ' ', '')
   AND k.relative = b.payee_key
LEFT JOIN bearers AS r
    ON r.village_key = b.village_key
   AND r.name = b.payee_key
WHERE b.amount_yuan >= $min_yuan
  AND k.official <> k.relative
  AND b.person_key IS NULL AND coalesce(r.people, 0) <> 1                -- unless: known-by-register
  AND k.village_key = b.village_key                                      -- unless: other-village
  AND k.from_on <= b.voucher_on AND k.to_on >= b.voucher_on              -- unless: kinship-outside-dates
  AND NOT (b.said LIKE '%回避%' OR b.said LIKE '%代批%' OR b.said LIKE '%代审批%' OR b.said LIKE '%书记签%' OR b.said LIKE '%会签%' OR b.said LIKE '%联签%' OR b.said LIKE '%镇审批%' OR b.said LIKE '%乡审批%' OR b.said LIKE '%镇批%' OR b.said LIKE '%乡镇审批%' OR b.said LIKE '%镇政府批%' OR b.said LIKE '%镇农经%' OR b.said LIKE '%书记批%' OR b.said LIKE '%书记审批%' OR b.said LIKE '%主任批%' OR b.said LIKE '%另批%' OR b.said LIKE '%集体研究%' OR b.said LIKE '%集体决定%' OR b.said LIKE '%决议%' OR b.said LIKE '%村民代表会%')   -- unless: recusal-on-record
  AND NOT (b.said LIKE '%劳务表%' OR b.said LIKE '%劳务费表%' OR b.said LIKE '%签字%' OR b.said LIKE '%签名%' OR b.said LIKE '%签领%' OR b.said LIKE '%签收%' OR b.said LIKE '%花名册%' OR b.said LIKE '%花名表%' OR b.said LIKE '%名册%' OR b.said LIKE '%名单%' OR b.said LIKE '%明细表%' OR b.said LIKE '%工资表%' OR b.said LIKE '%发放表%' OR b.said LIKE '%领取表%' OR b.said LIKE '%领款表%' OR b.said LIKE '%用工表%' OR b.said LIKE '%用工单%' OR b.said LIKE '%出工表%' OR b.said LIKE '%出工单%' OR b.said LIKE '%考勤%' OR b.said LIKE '%记工%' OR b.said LIKE '%清册%' OR b.said LIKE '%造册%' OR b.said LIKE '%签到%' OR b.said LIKE '%发放清单%' OR b.said LIKE '%务工清单%' OR b.said LIKE '%劳务清单%' OR b.said LIKE '%手印%' OR b.said LIKE '%领款单%' OR b.said LIKE '%工资%' OR b.said LIKE '%报酬%' OR b.said LIKE '%低保%' OR b.said LIKE '%救助%' OR b.said LIKE '%慰问%' OR b.said LIKE '%分红%' OR b.said LIKE '%流转%' OR b.said LIKE '%地租%' OR b.said LIKE '%补偿%' OR b.said LIKE '%养老%' OR b.said LIKE '%误工%' OR b.said LIKE '%按标准%')   -- unless: public-list
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
