/* lianjing-rule
id       = "G08"
category = "G08"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "村级账列支烟酒、招待、礼品", en = "Liquor, tobacco, entertainment or gifts on the village's account" }
means    = { zh = "凭证用途写有烟、酒、招待、宴请、礼品等，或收款人是烟酒店、酒楼，没有写明经批准的活动。", en = "The voucher's purpose names liquor, tobacco, entertainment, a banquet or gifts, or the payee sells them, and no approved event is noted." }
why      = { zh = "村里的钱是大家的，不该用来请客送礼。", en = "The village's money is everybody's and not for treats and gifts." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不得用公款请客送礼、大吃大喝", "村级零招待的有关规定"]
tables   = ["vouchers"]
say.zh   = "{voucher_on}第{voucher_no}号凭证列支{amount_yuan}元（{purpose}，收款人“{payee}”）。请核对事由、参加人员、审批和是否属于不得列支的招待。"
say.en   = "Voucher {voucher_no} of {voucher_on} books {amount_yuan} yuan ({purpose}, to “{payee}”). Check the occasion, who took part, who approved it and whether it may be paid at all."
param.min_yuan = { default = 200, unit = "yuan", source = "tea for a meeting is no entertainment" }
cells    = ["vouchers.purpose", "vouchers.payee", "vouchers.amount_yuan", "vouchers.note"]
innocent.approved-event = { zh = "写明经批准的活动、公函接待、会议培训的不算", en = "an approved event, official guests with a letter, a meeting or course" }
innocent.for-villagers = { zh = "老年食堂、学生、幸福院、慰问困难群众、文体活动奖品等面向村民的不算", en = "for villagers: the old people's canteen, pupils, relief visits, prizes of a festival" }
innocent.other-word = { zh = "酒精、烟感、防烟、烟叶、餐厨垃圾等字面相近的不算", en = "disinfecting alcohol, smoke detectors, tobacco leaf, kitchen waste: other words" }
innocent.labour-meals = { zh = "抢险救灾、防疫值守、施工人员的工作餐不算", en = "meals at work in an emergency, a watch or a building site" }
innocent.small-sums = { zh = "小额支出不算", en = "a small sum" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH texts AS (
    SELECT b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.amount_yuan, b.said, b.voided, b.taken_back, b.row_id,
           coalesce(b.purpose, '') || '|' || coalesce(b.note, '') AS words, coalesce(b.payee_key, '') AS payee_key
    FROM booked AS b
    WHERE b.amount_yuan > 0
)
SELECT
    t.voucher_id                         AS subject,
    [t.row_id]                           AS evidence,
    t.amount_yuan,
    coalesce(t.voucher_no, '—')          AS voucher_no,
    t.voucher_on,
    coalesce(t.purpose, '未写用途')      AS purpose,
    coalesce(t.payee, '未写')            AS payee
FROM texts AS t
WHERE (t.words LIKE '%酒%' OR t.words LIKE '%香烟%' OR t.words LIKE '%烟酒%' OR t.words LIKE '%卷烟%' OR t.words LIKE '%购烟%' OR t.words LIKE '%买烟%' OR t.words LIKE '%招待%' OR t.words LIKE '%宴%' OR t.words LIKE '%吃饭%' OR t.words LIKE '%聚餐%' OR t.words LIKE '%餐费%' OR t.words LIKE '%饭费%' OR t.words LIKE '%就餐%' OR t.words LIKE '%用餐%' OR t.words LIKE '%礼品%' OR t.words LIKE '%礼金%' OR t.words LIKE '%礼盒%' OR t.words LIKE '%土特产%' OR t.words LIKE '%茶叶%' OR t.words LIKE '%月饼%' OR t.words LIKE '%购物卡%' OR t.words LIKE '%加油卡赠%' OR t.words LIKE '%送礼%' OR t.words LIKE '%红包%' OR t.words LIKE '%KTV%' OR t.words LIKE '%洗浴%' OR t.words LIKE '%足浴%'
       OR t.payee_key LIKE '%烟酒%' OR t.payee_key LIKE '%酒行%' OR t.payee_key LIKE '%酒业%' OR t.payee_key LIKE '%名酒%' OR t.payee_key LIKE '%茶庄%' OR t.payee_key LIKE '%礼品%')
  AND t.amount_yuan >= $min_yuan                                         -- unless: small-sums
  AND NOT (t.words LIKE '%酒精%' OR t.words LIKE '%烟感%' OR t.words LIKE '%防烟%' OR t.words LIKE '%排烟%' OR t.words LIKE '%油烟%' OR t.words LIKE '%烟叶%' OR t.words LIKE '%烤烟%' OR t.words LIKE '%烟囱%' OR t.words LIKE '%烟道%' OR t.words LIKE '%禁烟%' OR t.words LIKE '%控烟%' OR t.words LIKE '%酒驾%' OR t.words LIKE '%餐厨%' OR t.words LIKE '%餐具%' OR t.words LIKE '%消毒%')   -- unless: other-word
  AND NOT (t.words LIKE '%经批准%' OR t.words LIKE '%已批准%' OR t.words LIKE '%批复%' OR t.words LIKE '%公函%' OR t.words LIKE '%接待审批%' OR t.words LIKE '%活动方案%' OR t.words LIKE '%会议费%' OR t.words LIKE '%培训%' OR t.words LIKE '%会议用餐%' OR t.words LIKE '%村民代表会议同意%' OR t.words LIKE '%村民会议%' OR t.words LIKE '%观摩%' OR t.words LIKE '%评审%')   -- unless: approved-event
  AND NOT (t.words LIKE '%老年%' OR t.words LIKE '%老人%' OR t.words LIKE '%敬老%' OR t.words LIKE '%重阳%' OR t.words LIKE '%幸福院%' OR t.words LIKE '%日间照料%' OR t.words LIKE '%食堂%' OR t.words LIKE '%学生%' OR t.words LIKE '%幼儿%' OR t.words LIKE '%儿童%' OR t.words LIKE '%慰问%' OR t.words LIKE '%困难%' OR t.words LIKE '%五保%' OR t.words LIKE '%文艺%' OR t.words LIKE '%运动会%' OR t.words LIKE '%比赛%' OR t.words LIKE '%奖品%' OR t.words LIKE '%联欢%' OR t.words LIKE '%志愿%')   -- unless: for-villagers
  AND NOT (t.words LIKE '%抢险%' OR t.words LIKE '%救灾%' OR t.words LIKE '%防汛%' OR t.words LIKE '%防火%' OR t.words LIKE '%防疫%' OR t.words LIKE '%疫情%' OR t.words LIKE '%值守%' OR t.words LIKE '%值班%' OR t.words LIKE '%工作餐%' OR t.words LIKE '%施工%' OR t.words LIKE '%民工%' OR t.words LIKE '%工人%')   -- unless: labour-meals
  AND NOT (t.voided OR t.taken_back)                                     -- unless: taken-back
