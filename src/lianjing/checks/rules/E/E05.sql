/* lianjing-rule
id       = "E05"
category = "E05"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND cast(programme_id AS VARCHAR) IN ('rent_subsidy')"
title    = { zh = "领取租赁补贴的家庭名下有住房", en = "Rent subsidy for a household that owns a dwelling" }
means    = { zh = "不动产登记显示，在租赁补贴所属期开始以前，家庭成员名下已登记有住房，且整个所属期内没有转移或注销。", en = "The register of real estate shows a dwelling in the name of a member of the household, registered before the period of the rent subsidy and not transferred or cancelled in it." }
why      = { zh = "租房补贴是给没有房子的人家付房租的；有房的人家领了，租房住的人家就轮不上。", en = "The subsidy pays rent for families without a home; if owners draw it, those who rent do not get their turn." }
basis    = ["公共租赁住房管理办法（住房和城乡建设部令第11号）：申请人在本地无住房或者住房面积低于规定标准"]
tables   = ["payments", "real_estate"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{owner_name}名下登记有{usage}（登记日期{registered_on}）。请核对住房面积、是否交付和退出手续。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {owner_name} of that household had a dwelling registered ({usage}, since {registered_on}). Check its size, whether it was handed over, and when the subsidy should have ended."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.m2_per_person = { default = 15, unit = "square metres of floor a person", source = "below, a household may own a home and still be eligible; common local line, a county's own should be set" }
param.leaving_months = { default = 3, unit = "months", source = "time to hand in the papers and leave after a purchase; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "real_estate.name", "real_estate.usage", "real_estate.area_m2", "real_estate.registered_on", "real_estate.cancelled_on", "real_estate.share", "households.name", "approved_members.name"]
innocent.pre-sale-undelivered = { zh = "预售、预告登记、未交付的房屋不算", en = "sold before it was built and not handed over" }
innocent.too-small = { zh = "人均面积低于规定标准的不算", en = "less floor a person than the standard" }
innocent.rural-home = { zh = "农村宅基地、自建房和坐落在本村的住房不算", en = "homesteads, self-built houses and houses in the own village" }
innocent.other-use = { zh = "商铺、车位、土地等不是住房，不算（由救助规则比对）", en = "shops, parking places and land are no dwelling (compared by the rules on aid)" }
innocent.small-share = { zh = "继承的份额、不足一半的按份共有不算", en = "an inherited share, or a share of less than half" }
innocent.uninhabitable = { zh = "已拆除、倒塌、属危房的不算", en = "torn down, collapsed or dangerous" }
innocent.given-up = { zh = "所属期内已转让、注销的不算；写明已转让而没有日期的，也不算", en = "transferred or cancelled before the period ended, or said to be so without a day" }
innocent.bought-later = { zh = "所属期开始以后、或刚登记还在退出期限内的不算", en = "registered after the period began, or so shortly before that the time for leaving was not over" }
innocent.joined-later = { zh = "产权人在所属期开始以后才迁入该户的不算", en = "an owner who joined the household after the period began" }
innocent.left-household = { zh = "产权人已迁出该户或已去世的不算", en = "an owner who had left the household or died" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH rents AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.left_after_reversals
    FROM means_paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'rent_subsidy'
),
sizes AS (
    SELECT t.person_key, count(DISTINCT t.mate_key) AS persons
    FROM household_ties AS t
    WHERE t.person_key IN (SELECT r.person_key FROM rents AS r)
    GROUP BY t.person_key
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, h.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(h.name, t.mate_name)                             AS owner_name,
    coalesce(h.usage, '住房')                                 AS usage,
    h.registered_on
FROM rents AS p
JOIN household_ties AS t
    ON t.person_key = p.person_key
JOIN dwellings AS h
    ON h.person_key = t.mate_key
JOIN sizes AS z
    ON z.person_key = p.person_key
LEFT JOIN residents AS r
    ON r.person_key = p.person_key
WHERE p.amount_yuan >= $min_yuan
  AND h.undelivered = FALSE                                   -- unless: pre-sale-undelivered
  AND coalesce(h.area_m2, 9999) >= z.persons * $m2_per_person   -- unless: too-small
  AND h.rural = FALSE                                         -- unless: rural-home
  AND coalesce(strpos(h.address, r.village), 0) = 0           -- unless: rural-home
  AND h.other_use = FALSE                                     -- unless: other-use
  AND h.small_share = FALSE                                   -- unless: small-share
  AND h.uninhabitable = FALSE                                 -- unless: uninhabitable
  AND h.given_up = FALSE                                      -- unless: given-up
  AND h.held_to > p.period_end                                -- unless: given-up
  AND (year(p.period_start) - year(h.held_from)) * 12 + month(p.period_start) - month(h.held_from) > $leaving_months   -- unless: bought-later
  AND t.from_on < p.period_start                              -- unless: joined-later
  AND t.to_on > p.period_end                                  -- unless: left-household
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
