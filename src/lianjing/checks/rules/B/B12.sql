/* lianjing-rule
id       = "B12"
category = "B12"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "审批人批准付给自己或家人的款项", en = "An approver approved a payment to himself or his family" }
means    = { zh = "同一张凭证的审批人和收款人是同一姓名；或审批人是本村在任干部，收款人（身份证号相符，没有号码的，本村户籍中只有一人叫此名）是其同户家人或申报的亲属，没有其他人会签或回避的记载。", en = "Approver and payee of one voucher bear the same name; or the approver is an official of the village, and the payee (by ID, or by a name which one person only of the village bears) lives in his household or is declared as kin. Neither a second signature nor a recusal is noted." }
why      = { zh = "自己批钱给自己家，等于没有人把关。", en = "Whoever signs for his own family has nobody above him." }
basis    = ["会计法：不相容职务应当相互分离、相互制约", "农村集体经济组织财务制度（财农〔2021〕121号）"]
tables   = ["vouchers"]
uses     = ["officials", "kin", "households", "approved_members", "deaths"]
say.zh   = "{voucher_on}第{voucher_no}号凭证付给{payee}{amount_yuan}元（{purpose}），审批人{approver}{tie_zh}。请核对是否另有人会签、支出是否真实。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays {payee} {amount_yuan} yuan ({purpose}), approved by {approver}, {tie_en}. Check whether somebody else countersigned and whether the payment is genuine."
param.min_yuan = { default = 50, unit = "yuan", source = "below it a second signature is not asked for; a county may set its own" }
cells    = ["vouchers.approver", "vouchers.payee", "vouchers.amount_yuan", "vouchers.purpose", "vouchers.handler", "officials.name", "officials.post", "kin.name", "kin.relation", "households.name", "households.household_no"]
innocent.recusal-on-record = { zh = "写明回避、他人代批、会签、上级审批、集体研究的不算", en = "a recusal, another's signature, approval by the township or a resolution is noted" }
innocent.statutory-pay = { zh = "按县定标准发的村干部报酬、工资、社保等不算", en = "pay of village officials, wages and insurance by the county's standard" }
innocent.cash-box = { zh = "提取备用金、存取现等由本人经手的往来不算", en = "cash drawn for the cash box and the like" }
innocent.public-list = { zh = "付给家人的，按标准、花名册发放的工资、救助、分红、地租等不算", en = "to family: wages, relief, dividends or land rent paid by a standard or a signed list" }
innocent.not-in-office = { zh = "付款时审批人的任期未到或已满的，不按亲属关系判断", en = "the official of that name was not in office on that day: kinship is not looked at" }
innocent.kinship-outside-dates = { zh = "付款时亲属关系尚未成立或已解除、已分户的不算", en = "kinship had not begun or had ended, or they lived apart by then" }
innocent.namesake = { zh = "没有身份证号而本村有几人同名的不算", en = "no ID stands, and several people of the village bear that name" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH by_persons AS (          -- what an approver signed for a person
    SELECT
        b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.payee_key, b.person_key, b.approver, replace(b.approver, ' ', '') AS approver_key, b.village_key, b.town_key,
        b.amount_yuan, b.said, coalesce(b.purpose, '') AS what, b.voided, b.taken_back, b.row_id
    FROM booked AS b
    WHERE b.approver IS NOT NULL
      AND b.payee_key IS NOT NULL
      AND NOT b.to_firm
      AND b.amount_yuan >= $min_yuan
),
bearers AS (             -- the people of a village who bear a payee's name
    SELECT r.town_key, r.village_key, replace(r.name, ' ', '') AS name, count(*) AS people, min(r.person_key) AS person_key
    FROM residents AS r
    WHERE r.name IN (SELECT p.payee FROM by_persons AS p WHERE p.person_key IS NULL)
    GROUP BY r.town_key, r.village_key, replace(r.name, ' ', '')
),
signed AS (              -- by an official of the village, and who was paid
    SELECT
        p.voucher_id, p.voucher_no, p.voucher_on, p.purpose, p.payee, p.approver, p.amount_yuan, p.said, p.what, p.voided, p.taken_back, p.row_id,
        o.person_key AS official_key, o.row_id AS office_row, coalesce(p.person_key, r.person_key) AS payee_person
    FROM by_persons AS p
    JOIN terms_of_office AS o
        ON o.name = p.approver_key
       AND o.village_key = p.village_key
    LEFT JOIN bearers AS r
        ON r.village_key = p.village_key
       AND r.name = p.payee_key
       AND coalesce(r.town_key = p.town_key, TRUE)
    WHERE coalesce(o.town_key = p.town_key, TRUE)
      AND o.from_on <= p.voucher_on AND o.to_on >= p.voucher_on          -- unless: not-in-office
      AND (p.person_key IS NOT NULL OR r.people = 1)                     -- unless: namesake
),
family AS (
    SELECT k.official_person_key AS official_key, k.person_key, '申报的亲属（' || coalesce(k.relation, '关系未写') || '）' AS tie_zh, 'who declared the payee as kin' AS tie_en,
           coalesce(k.from_on, DATE '1900-01-01') AS from_on, coalesce(k.to_on, DATE '9999-12-31') AS to_on, k.row_id
    FROM kin AS k
    WHERE k.official_person_key <> k.person_key
    UNION ALL
    SELECT t.person_key, t.mate_key, '同户的家人', 'who lives in one household with the payee', t.from_on, t.to_on, t.mate_row_id
    FROM household_ties AS t
    WHERE t.person_key <> t.mate_key
      AND t.person_key IN (SELECT s.official_key FROM signed AS s)
),
own AS (
    SELECT
        p.voucher_id, p.voucher_no, p.voucher_on, p.purpose, p.payee, p.approver, p.amount_yuan, p.said, p.what, p.voided, p.taken_back, p.row_id,
        CAST(NULL AS BIGINT) AS office_row, CAST(NULL AS BIGINT) AS tie_row, '就是收款人' AS tie_zh, 'who is the payee' AS tie_en, FALSE AS to_family
    FROM by_persons AS p
    WHERE p.payee_key = p.approver_key OR starts_with(p.payee_key, p.approver_key || '(')
    UNION ALL
    SELECT
        s.voucher_id, s.voucher_no, s.voucher_on, s.purpose, s.payee, s.approver, s.amount_yuan, s.said, s.what, s.voided, s.taken_back, s.row_id,
        s.office_row, f.row_id, '与收款人是' || f.tie_zh, f.tie_en, TRUE
    FROM signed AS s
    JOIN family AS f
        ON f.official_key = s.official_key
       AND f.person_key = s.payee_person
    WHERE s.row_id IS NOT NULL
      AND f.from_on <= s.voucher_on AND f.to_on >= s.voucher_on          -- unless: kinship-outside-dates
)
SELECT
    o.voucher_id                         AS subject,
    [o.row_id, o.office_row, o.tie_row]  AS evidence,
    o.amount_yuan,
    coalesce(o.voucher_no, '—')          AS voucher_no,
    o.voucher_on,
    coalesce(o.purpose, '未写用途')      AS purpose,
    o.payee,
    o.approver,
    o.tie_zh,
    o.tie_en
FROM own AS o
WHERE o.row_id IS NOT NULL
  AND NOT (o.said LIKE '%回避%' OR o.said LIKE '%代批%' OR o.said LIKE '%代审批%' OR o.said LIKE '%书记签%' OR o.said LIKE '%会签%' OR o.said LIKE '%联签%' OR o.said LIKE '%镇审批%' OR o.said LIKE '%乡审批%' OR o.said LIKE '%镇批%' OR o.said LIKE '%乡镇审批%' OR o.said LIKE '%镇政府批%' OR o.said LIKE '%镇农经%' OR o.said LIKE '%书记批%' OR o.said LIKE '%书记审批%' OR o.said LIKE '%主任批%' OR o.said LIKE '%另批%' OR o.said LIKE '%集体研究%' OR o.said LIKE '%集体决定%' OR o.said LIKE '%决议%' OR o.said LIKE '%村民代表会%')   -- unless: recusal-on-record
  AND NOT (o.what LIKE '%工资%' OR o.what LIKE '%报酬%' OR o.what LIKE '%薪%' OR o.what LIKE '%绩效%' OR o.what LIKE '%岗位补贴%' OR o.what LIKE '%职务补贴%' OR o.what LIKE '%干部误工%' OR o.what LIKE '%社保%' OR o.what LIKE '%养老保险%' OR o.what LIKE '%医疗保险%' OR o.what LIKE '%村干部补贴%' OR o.what LIKE '%干部补贴%' OR o.what LIKE '%话费补贴%' OR o.what LIKE '%交通补贴%')   -- unless: statutory-pay
  AND NOT (o.what LIKE '%备用金%' OR o.what LIKE '%提现%' OR o.what LIKE '%提取%' OR o.what LIKE '%取现%' OR o.what LIKE '%存现%' OR o.what LIKE '%存款%' OR o.what LIKE '%划转%' OR o.what LIKE '%周转金%')   -- unless: cash-box
  AND NOT (o.to_family AND (o.said LIKE '%劳务表%' OR o.said LIKE '%劳务费表%' OR o.said LIKE '%签字%' OR o.said LIKE '%签名%' OR o.said LIKE '%签领%' OR o.said LIKE '%签收%' OR o.said LIKE '%花名册%' OR o.said LIKE '%花名表%' OR o.said LIKE '%名册%' OR o.said LIKE '%名单%' OR o.said LIKE '%明细表%' OR o.said LIKE '%工资表%' OR o.said LIKE '%发放表%' OR o.said LIKE '%领取表%' OR o.said LIKE '%领款表%' OR o.said LIKE '%用工表%' OR o.said LIKE '%用工单%' OR o.said LIKE '%出工表%' OR o.said LIKE '%出工单%' OR o.said LIKE '%考勤%' OR o.said LIKE '%记工%' OR o.said LIKE '%清册%' OR o.said LIKE '%造册%' OR o.said LIKE '%签到%' OR o.said LIKE '%发放清单%' OR o.said LIKE '%务工清单%' OR o.said LIKE '%劳务清单%' OR o.said LIKE '%手印%' OR o.said LIKE '%领款单%' OR o.said LIKE '%低保%' OR o.said LIKE '%救助%' OR o.said LIKE '%慰问%' OR o.said LIKE '%分红%' OR o.said LIKE '%流转%' OR o.said LIKE '%地租%' OR o.said LIKE '%补偿%' OR o.said LIKE '%养老%' OR o.said LIKE '%按标准%'))   -- unless: public-list
  AND NOT (o.voided OR o.taken_back)                                     -- unless: taken-back
