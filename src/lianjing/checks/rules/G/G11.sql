/* lianjing-rule
id       = "G11"
category = "G11"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "用途含糊、金额较大或为整数", en = "A vague purpose with a large or round sum" }
means    = { zh = "凭证用途只写“其他”“补助”“误工”等，金额较大，或为整百整千，没有附表、发票说明具体内容。", en = "The voucher's purpose says “other”, “subsidy” or “lost time” and no more, the sum is large or round, and neither invoice nor list says what for." }
why      = { zh = "写不清用途的大笔支出，村民无从监督。", en = "Villagers cannot watch over a large sum without a purpose." }
basis    = ["会计基础工作规范：原始凭证应写明经济业务内容"]
tables   = ["vouchers"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支出{amount_yuan}元，用途只写“{purpose}”，收款人“{payee}”。请核对具体事项和依据。"
say.en   = "Voucher {voucher_no} of {voucher_on} paid {amount_yuan} yuan for “{purpose}” and no more, to “{payee}”. Check what it was for and on what ground."
param.large_yuan = { default = 5000, unit = "yuan", source = "a sum on which a village committee decides as a rule" }
param.round_yuan = { default = 2000, unit = "yuan", source = "round sums of whole thousands from this on" }
cells    = ["vouchers.purpose", "vouchers.amount_yuan", "vouchers.payee"]
innocent.statutory-allowance = { zh = "科目、备注写明报酬、低保等法定补助，或写明标准、文件的不算", en = "account or remark name a statutory allowance, a standard or a document" }
innocent.list-attached = { zh = "写明附花名册、签字表的不算", en = "a list or signatures are attached" }
innocent.invoice-says = { zh = "登记了发票的，内容由发票说明", en = "an invoice says what it was for" }
innocent.small-sums = { zh = "小额支出不算", en = "a small sum" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH vague AS (
    SELECT b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.amount_yuan, b.said, b.has_invoice, b.voided, b.taken_back, b.row_id
    FROM booked AS b
    WHERE b.amount_yuan > 0
      AND replace(replace(trim(b.purpose), ' ', ''), '付', '') IN ('其他', '其它', '其他支出', '其它支出', '其他费用', '其它费用', '费用', '支出', '开支', '杂支', '杂费', '零星支出', '零星开支', '日常开支', '日常支出', '补助', '补助款', '补助费', '补贴', '补贴款', '误工', '误工费', '误工补助', '误工补贴', '劳务', '劳务费', '报销', '报账', '付款', '货款', '款项', '往来', '活动经费', '工作经费', '经费', '办公费用')
)
SELECT
    v.voucher_id                         AS subject,
    [v.row_id]                           AS evidence,
    v.amount_yuan,
    coalesce(v.voucher_no, '—')          AS voucher_no,
    v.voucher_on,
    v.purpose,
    coalesce(v.payee, '未写')            AS payee
FROM vague AS v
WHERE v.amount_yuan > 0
  AND (v.amount_yuan >= $large_yuan OR (v.amount_yuan >= $round_yuan AND v.amount_yuan % 1000 = 0))   -- unless: small-sums
  AND NOT (v.said LIKE '%报酬%' OR v.said LIKE '%工资%' OR v.said LIKE '%低保%' OR v.said LIKE '%五保%' OR v.said LIKE '%特困%' OR v.said LIKE '%优抚%' OR v.said LIKE '%标准%' OR v.said LIKE '%文件%' OR v.said LIKE '%号文%' OR v.said LIKE '%通知%' OR v.said LIKE '%决议%' OR v.said LIKE '%按规定%' OR v.said LIKE '%养老%' OR v.said LIKE '%医保%' OR v.said LIKE '%社保%')   -- unless: statutory-allowance
  AND NOT (v.said LIKE '%劳务表%' OR v.said LIKE '%劳务费表%' OR v.said LIKE '%签字%' OR v.said LIKE '%签名%' OR v.said LIKE '%签领%' OR v.said LIKE '%签收%' OR v.said LIKE '%花名册%' OR v.said LIKE '%花名表%' OR v.said LIKE '%名册%' OR v.said LIKE '%名单%' OR v.said LIKE '%明细表%' OR v.said LIKE '%工资表%' OR v.said LIKE '%发放表%' OR v.said LIKE '%领取表%' OR v.said LIKE '%领款表%' OR v.said LIKE '%用工表%' OR v.said LIKE '%用工单%' OR v.said LIKE '%出工表%' OR v.said LIKE '%出工单%' OR v.said LIKE '%考勤%' OR v.said LIKE '%记工%' OR v.said LIKE '%清册%' OR v.said LIKE '%造册%' OR v.said LIKE '%签到%' OR v.said LIKE '%发放清单%' OR v.said LIKE '%务工清单%' OR v.said LIKE '%劳务清单%' OR v.said LIKE '%手印%' OR v.said LIKE '%领款单%')   -- unless: list-attached
  AND NOT v.has_invoice                                                  -- unless: invoice-says
  AND NOT (v.voided OR v.taken_back)                                     -- unless: taken-back
