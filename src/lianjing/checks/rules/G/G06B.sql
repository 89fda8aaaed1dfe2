/* lianjing-rule
id       = "G06B"
category = "G06"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "劳务、误工费的领款人与本村已故者同名", en = "Labour paid to a name that only a dead person of the village bears" }
means    = { zh = "凭证没有身份证号；领款人姓名在本村户籍中只有一人，而此人在付款前早已去世。仅凭姓名，只作提示。", en = "The voucher has no ID; in the village's household register one person only bears the payee's name, and that person had died well before. By name only: a hint." }
why      = { zh = "死者不能出工，用他的名字领的钱到了别人手里。", en = "The dead do no work; the money drawn in their name went to somebody else." }
basis    = ["农村集体经济组织财务制度（财农〔2021〕121号）：支出应真实，原始凭证应由本人签领"]
tables   = ["vouchers", "deaths", "households"]
say.zh   = "{voucher_on}第{voucher_no}号凭证支付{payee}{amount_yuan}元（{purpose}）；本村户籍中该姓名只有一人，登记于{died_on}去世。姓名可能相同，请核对领款人身份。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays {payee} {amount_yuan} yuan ({purpose}); the only person of that name in the village's register died on {died_on}. It may be a namesake: check who received the money."
param.min_yuan = { default = 100, unit = "yuan", source = "a hint by name is worth a look above small sums" }
param.settle_days = { default = 60, unit = "days", source = "work done before the death is settled within two months as a rule" }
cells    = ["vouchers.payee", "vouchers.amount_yuan", "vouchers.voucher_on", "vouchers.purpose", "deaths.name", "deaths.died_on"]
innocent.namesake = { zh = "本村户籍中同名的不止一人的不算", en = "more than one person of that name is registered in the village" }
innocent.work-before-death = { zh = "去世后不久结算生前用工的不算", en = "work done before the death and settled soon after" }
innocent.heirs = { zh = "写明丧葬、抚恤、补发、代领，或地租、分红、补偿等由继承人领取的不算", en = "a death grant, arrears, or land rent and dividends, which the heirs receive" }
innocent.not-labour = { zh = "不是劳务、误工、工资、补助性质的不算", en = "not for labour, wages or a subsidy" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
left_out.hospitalised-or-elsewhere = { zh = "没有住院和考勤数据，住院、在别处上班不作比较", en = "no hospital or attendance data: being in hospital or at work elsewhere is not compared" }
*/
WITH bearers AS (
    SELECT r.town_key, r.village_key, replace(r.name, ' ', '') AS name, count(*) AS people, min(r.person_key) AS person_key
    FROM residents AS r
    WHERE r.name IN (SELECT b.payee_key FROM booked AS b WHERE b.person_key IS NULL)
    GROUP BY r.town_key, r.village_key, replace(r.name, ' ', '')
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, d.row_id]                 AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    b.payee,
    d.died_on
FROM booked AS b
JOIN bearers AS r
    ON r.village_key = b.village_key
   AND r.name = b.payee_key
JOIN dead AS d
    ON d.person_key = r.person_key
WHERE b.person_key IS NULL
  AND coalesce(r.town_key = b.town_key, TRUE)
  AND b.amount_yuan >= $min_yuan
  AND b.voucher_on > d.died_on
  AND r.people = 1                                                       -- unless: namesake
  AND b.voucher_on > d.died_on + $settle_days                            -- unless: work-before-death
  AND NOT (b.said LIKE '%丧葬%' OR b.said LIKE '%抚恤%' OR b.said LIKE '%遗属%' OR b.said LIKE '%遗%' OR b.said LIKE '%亡%' OR b.said LIKE '%已故%' OR b.said LIKE '%去世%' OR b.said LIKE '%死者%' OR b.said LIKE '%生前%' OR b.said LIKE '%补发%' OR b.said LIKE '%补付%' OR b.said LIKE '%欠付%' OR b.said LIKE '%拖欠%' OR b.said LIKE '%欠款%' OR b.said LIKE '%结算%' OR b.said LIKE '%清欠%' OR b.said LIKE '%继承%' OR b.said LIKE '%家属代领%' OR b.said LIKE '%子女代领%' OR b.said LIKE '%配偶代领%' OR b.said LIKE '%代领%' OR b.said LIKE '%慰问%' OR b.said LIKE '%流转%' OR b.said LIKE '%地租%' OR b.said LIKE '%租金%' OR b.said LIKE '%分红%' OR b.said LIKE '%补偿%' OR b.said LIKE '%征地%' OR b.said LIKE '%占地%')   -- unless: heirs
  AND (b.said LIKE '%劳务%' OR b.said LIKE '%误工%' OR b.said LIKE '%务工%' OR b.said LIKE '%用工%' OR b.said LIKE '%零工%' OR b.said LIKE '%人工%' OR b.said LIKE '%工资%' OR b.said LIKE '%工钱%' OR b.said LIKE '%报酬%' OR b.said LIKE '%补贴%' OR b.said LIKE '%补助%' OR b.said LIKE '%津贴%' OR b.said LIKE '%清扫%' OR b.said LIKE '%保洁%' OR b.said LIKE '%护林%' OR b.said LIKE '%值班%' OR b.said LIKE '%出工%' OR b.said LIKE '%打扫%')   -- unless: not-labour
  AND NOT (b.voided OR b.taken_back)                                     -- unless: taken-back
