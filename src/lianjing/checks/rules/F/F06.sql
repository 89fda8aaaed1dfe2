/* lianjing-rule
id       = "F06"
category = "F06"
strength = "strong"
subject  = "person"
side     = "to"
title    = { zh = "从个人补贴中扣收费用", en = "A fee taken out of a personal subsidy" }
means    = { zh = "发放明细的备注或原因写明从补贴中扣除、代扣手续费、照相费、保险费、会费等，没有写明本人同意或委托。", en = "The remark of a payment says that a handling or photo fee, a premium or dues were taken out of it, and not that the person agreed or asked for it." }
why      = { zh = "补贴应当一分不少到本人手里，从里面扣钱就是截留。", en = "A subsidy is to reach its owner whole; what is taken out on the way is kept back from him." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：任何单位不得截留、抵扣、代扣补贴资金", "社会救助暂行办法：不得向救助对象收取费用"]
tables   = ["payments"]
say.zh   = "{name}的“{programme}”{period}发放{amount_yuan}元，备注写明“{remark}”，未见本人同意的记录。请核对扣收依据、金额和去向。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}; the remark says “{remark}”, and no consent is noted. Check on what ground, how much and where it went."
cells    = ["payments.name", "payments.amount_yuan", "payments.note", "payments.reason"]
innocent.written-consent = { zh = "写明本人同意、自愿、申请、委托、签字的不算", en = "the remark says that the person agreed, applied or signed" }
innocent.not-deducted = { zh = "写明未扣、免收、退还、返还、不扣的不算", en = "the remark says that nothing was taken, or that it was given back" }
innocent.netting-of-overpayment = { zh = "扣回多发、错发、重复发放款项的不是收费", en = "taking back what was paid too much is no fee" }
innocent.income-or-cover-counted = { zh = "扣除的是其他收入、报销、赔付等（用于计算补助额）的不是收费", en = "what was deducted is other income or cover, counted to find the amount of the aid" }
innocent.pension-contribution-of-pay = { zh = "岗位补贴、村干部报酬依法代扣社保费、个税的不算", en = "social insurance and income tax withheld from pay for a post" }
*/
WITH remarks AS (
    SELECT DISTINCT p.note AS remark FROM payments AS p WHERE p.note IS NOT NULL
    UNION
    SELECT DISTINCT p.reason FROM payments AS p WHERE p.reason IS NOT NULL
),
deductions AS (
    SELECT r.remark
    FROM remarks AS r
    WHERE (r.remark LIKE '%扣%' OR r.remark LIKE '%收取%' OR r.remark LIKE '%已收%' OR r.remark LIKE '%另收%' OR r.remark LIKE '%抵缴%' OR r.remark LIKE '%抵交%')
      AND (r.remark LIKE '%手续费%' OR r.remark LIKE '%照相%' OR r.remark LIKE '%照片%' OR r.remark LIKE '%工本费%' OR r.remark LIKE '%管理费%' OR r.remark LIKE '%服务费%' OR r.remark LIKE '%保险%' OR r.remark LIKE '%保费%'
           OR r.remark LIKE '%会费%' OR r.remark LIKE '%党费%' OR r.remark LIKE '%卫生费%' OR r.remark LIKE '%保洁费%' OR r.remark LIKE '%水费%' OR r.remark LIKE '%电费%' OR r.remark LIKE '%押金%' OR r.remark LIKE '%捐款%'
           OR r.remark LIKE '%报刊%' OR r.remark LIKE '%资料费%' OR r.remark LIKE '%办证费%' OR r.remark LIKE '%医保%' OR r.remark LIKE '%合作医疗%' OR r.remark LIKE '%新农合%' OR r.remark LIKE '%养老%' OR r.remark LIKE '%集资%'
           OR r.remark LIKE '%筹资%' OR r.remark LIKE '%保证金%' OR r.remark LIKE '%跑腿费%' OR r.remark LIKE '%车费%' OR r.remark LIKE '%误工费%' OR r.remark LIKE '%体检费%' OR r.remark LIKE '%鉴定费%' OR r.remark LIKE '%评残费%' OR r.remark LIKE '%提留%' OR r.remark LIKE '%摊派%')
      AND NOT (r.remark LIKE '%同意%' OR r.remark LIKE '%自愿%' OR r.remark LIKE '%申请%' OR r.remark LIKE '%委托%' OR r.remark LIKE '%签字%' OR r.remark LIKE '%签名%' OR r.remark LIKE '%协议%' OR r.remark LIKE '%授权%')   -- unless: written-consent
      AND NOT (r.remark LIKE '%未扣%' OR r.remark LIKE '%不扣%' OR r.remark LIKE '%不再扣%' OR r.remark LIKE '%无扣%' OR r.remark LIKE '%没有扣%' OR r.remark LIKE '%没扣%' OR r.remark LIKE '%免%' OR r.remark LIKE '%退还%' OR r.remark LIKE '%返还%' OR r.remark LIKE '%已退%' OR r.remark LIKE '%不收取%' OR r.remark LIKE '%未收取%')   -- unless: not-deducted
      AND NOT (r.remark LIKE '%多发%' OR r.remark LIKE '%错发%' OR r.remark LIKE '%重复%' OR r.remark LIKE '%多领%' OR r.remark LIKE '%误发%' OR r.remark LIKE '%追回%')   -- unless: netting-of-overpayment
      AND NOT (r.remark LIKE '%报销%' OR r.remark LIKE '%收入%' OR r.remark LIKE '%赔%' OR r.remark LIKE '%补偿%' OR r.remark LIKE '%支付%' OR r.remark LIKE '%统筹%' OR r.remark LIKE '%待遇%' OR r.remark LIKE '%养老金%' OR r.remark LIKE '%补差%')   -- unless: income-or-cover-counted
),
told AS (
    SELECT p.row_id, d.remark FROM payments AS p JOIN deductions AS d ON d.remark = p.note
    UNION
    SELECT p.row_id, d.remark FROM payments AS p JOIN deductions AS d ON d.remark = p.reason
),
noted AS (
    SELECT t.row_id, min(t.remark) AS remark
    FROM told AS t
    GROUP BY t.row_id
)
SELECT
    p.person_key                              AS subject,
    p.programme_id,
    [p.row_id]                                AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    d.remark
FROM noted AS d
JOIN paid AS p
    ON p.row_id = d.row_id
WHERE p.person_key IS NOT NULL
  AND cast(coalesce(p.programme_id, '') AS VARCHAR) NOT IN ('village_official_pay', 'welfare_post', 'eco_ranger', 'cleaner', 'substitute_teacher', 'village_doctor')   -- unless: pension-contribution-of-pay
