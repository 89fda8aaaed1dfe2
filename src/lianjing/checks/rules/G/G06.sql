/* lianjing-rule
id       = "G06"
category = "G06"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "劳务、误工费的领款人已去世", en = "Labour or lost time paid to a dead person" }
means    = { zh = "凭证列支劳务、误工、工资、补助，领款人身份证号对应的人在付款的前两个月或更早已死亡登记（死亡当月和次月结算生前用工的不算）。", en = "A voucher pays labour, lost time, wages or a subsidy to a person whose ID is registered as having died two months earlier or more (work settled in the month of death or the next is left)." }
why      = { zh = "死者不能出工，用他的名字领的钱到了别人手里。", en = "The dead do no work; the money drawn in their name went to somebody else." }
basis    = ["农村集体经济组织财务制度（财农〔2021〕121号）：支出应真实，原始凭证应由本人签领"]
tables   = ["vouchers", "deaths"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支付{payee}{amount_yuan}元（{purpose}），其登记的死亡日期为{died_on}。请核对实际出工人和领款签字。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays {payee} {amount_yuan} yuan ({purpose}); the date of death on record is {died_on}. Check who did the work and who signed for the money."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
param.settle_days = { default = 31, unit = "days after the month of death", source = "wages of a month are settled in the next; a county that settles later may set its own" }
cells    = ["vouchers.payee", "vouchers.amount_yuan", "vouchers.voucher_on", "vouchers.purpose", "deaths.name", "deaths.died_on"]
innocent.work-before-death = { zh = "死亡当月和次月结算生前用工的不算", en = "work done before the death and settled in that month or the next" }
innocent.heirs = { zh = "写明丧葬、抚恤、补发、代领，或地租、分红、补偿等由继承人领取的不算", en = "a death grant, arrears, or land rent and dividends, which the heirs receive" }
innocent.not-labour = { zh = "不是劳务、误工、工资、补助性质的不算", en = "not for labour, wages or a subsidy" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
left_out.hospitalised-or-elsewhere = { zh = "没有住院和考勤数据，住院、在别处上班不作比较", en = "no hospital or attendance data: being in hospital or at work elsewhere is not compared" }
*/
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, d.row_id]                 AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    coalesce(b.payee, d.name)            AS payee,
    d.died_on
FROM booked AS b
JOIN dead AS d
    ON d.person_key = b.person_key
WHERE b.amount_yuan >= $min_yuan
  AND b.voucher_on > d.died_on
  AND b.voucher_on > last_day(d.died_on) + $settle_days                  -- unless: work-before-death
  AND NOT (b.said LIKE '%丧葬%' OR b.said LIKE '%抚恤%' OR b.said LIKE '%遗属%' OR b.said LIKE '%遗%' OR b.said LIKE '%亡%' OR b.said LIKE '%已故%' OR b.said LIKE '%去世%' OR b.said LIKE '%死者%' OR b.said LIKE '%生前%' OR b.said LIKE '%补发%' OR b.said LIKE '%补付%' OR b.said LIKE '%欠付%' OR b.said LIKE '%拖欠%' OR b.said LIKE '%欠款%' OR b.said LIKE '%结算%' OR b.said LIKE '%清欠%' OR b.said LIKE '%继承%' OR b.said LIKE '%家属代领%' OR b.said LIKE '%子女代领%' OR b.said LIKE '%配偶代领%' OR b.said LIKE '%代领%' OR b.said LIKE '%慰问%' OR b.said LIKE '%流转%' OR b.said LIKE '%地租%' OR b.said LIKE '%租金%' OR b.said LIKE '%分红%' OR b.said LIKE '%补偿%' OR b.said LIKE '%征地%' OR b.said LIKE '%占地%')   -- unless: heirs
  AND (b.said LIKE '%劳务%' OR b.said LIKE '%误工%' OR b.said LIKE '%务工%' OR b.said LIKE '%用工%' OR b.said LIKE '%零工%' OR b.said LIKE '%人工%' OR b.said LIKE '%工资%' OR b.said LIKE '%工钱%' OR b.said LIKE '%报酬%' OR b.said LIKE '%补贴%' OR b.said LIKE '%补助%' OR b.said LIKE '%津贴%' OR b.said LIKE '%清扫%' OR b.said LIKE '%保洁%' OR b.said LIKE '%护林%' OR b.said LIKE '%值班%' OR b.said LIKE '%出工%' OR b.said LIKE '%打扫%')   -- unless: not-labour
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
