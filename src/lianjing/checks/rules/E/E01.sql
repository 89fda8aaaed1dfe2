/* lianjing-rule
id       = "E01"
category = "E01"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('dangerous_house')"
title    = { zh = "危房改造补助对象家庭另有住房", en = "A grant for a dangerous house where the household owns another dwelling" }
means    = { zh = "不动产登记显示，在批准危房改造补助以前，家庭成员名下已登记有本村以外的商品住房，且到批准时没有转移或注销。", en = "The register of real estate shows a dwelling outside the village in the name of a member of the household, registered before the grant for a dangerous house was approved and not transferred or cancelled by then." }
why      = { zh = "危房钱是给没有安全房子住的人家的；已有楼房的人家得了，还住危房的人就要多等几年。", en = "The grant is for families without a safe home; if one with a flat gets it, those who live in a dangerous house wait years longer." }
basis    = ["农村危房改造办法：补助对象居住在危房中，且没有其他安全住房", "县级实施办法"]
tables   = ["payments", "real_estate"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{amount_yuan}元（{decided_zh}），此前家庭成员{owner_name}名下已登记有{usage}（登记日期{registered_on}），其时仍在名下。请核对该房来源、能否居住和危改审批材料。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan ({decided_en}); {owner_name} of that household already had a dwelling registered ({usage}, since {registered_on}) and still had it then. Check where it came from, whether one can live in it, and the papers of the grant."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.approved_on", "payments.name", "real_estate.name", "real_estate.usage", "real_estate.registered_on", "real_estate.cancelled_on", "real_estate.share", "households.name", "approved_members.name"]
innocent.uninhabitable-other-house = { zh = "另一处房屋已拆除、倒塌、属危房或无法居住的不算", en = "the other house is torn down, collapsed, dangerous or not fit to live in" }
innocent.the-house-itself = { zh = "农村宅基地、自建房和坐落在本村的住房不算：可能就是要改造的那一处", en = "homesteads, self-built houses and houses in the own village: it may be the very house the grant is for" }
innocent.other-use = { zh = "商铺、厂房、车位、土地等不是住房，不算（由救助规则比对）", en = "shops, workshops, parking places and land are no dwelling (compared by the rules on aid)" }
innocent.relocation-house = { zh = "拆迁、搬迁安置房不算（由搬迁规则比对）", en = "a house given for a relocation or demolition (compared by the rule on relocation)" }
innocent.small-share = { zh = "继承的份额、不足一半的按份共有不算", en = "an inherited share, or a share of less than half" }
innocent.undelivered = { zh = "预售、预告登记、未交付的房屋不算", en = "sold before it was built and not handed over" }
innocent.given-up = { zh = "批准以前已转让、注销的不算；状态写明已转让而没有日期的，也不算", en = "transferred or cancelled before the approval, or said to be so without a day" }
innocent.bought-later = { zh = "批准以后才登记的不算", en = "registered after the approval" }
innocent.joined-later = { zh = "产权人在批准以后才迁入该户的不算", en = "an owner who joined the household after the approval" }
innocent.left-household = { zh = "产权人批准以前已迁出该户或已去世的不算", en = "an owner who had left the household or died before the approval" }
innocent.reversed = { zh = "该笔补助后来已冲回", en = "the grant was taken back" }
*/
SELECT
    g.person_key                                              AS subject,
    g.programme_id,
    [g.row_id, h.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    g.amount_yuan,
    g.programme,
    g.period_start,
    g.period_end,
    CASE WHEN g.approved_on IS NULL THEN '批准日期不详'
         ELSE '批准日期' || cast(g.approved_on AS VARCHAR) END AS decided_zh,
    CASE WHEN g.approved_on IS NULL THEN 'day of approval unknown'
         ELSE 'approved ' || cast(g.approved_on AS VARCHAR) END AS decided_en,
    coalesce(h.name, t.mate_name)                             AS owner_name,
    coalesce(h.usage, '住房')                                 AS usage,
    h.registered_on
FROM house_grants AS g
JOIN household_ties AS t
    ON t.person_key = g.person_key
JOIN dwellings AS h
    ON h.person_key = t.mate_key
LEFT JOIN residents AS r
    ON r.person_key = g.person_key
WHERE g.amount_yuan >= $min_yuan
  AND h.uninhabitable = FALSE                                 -- unless: uninhabitable-other-house
  AND h.rural = FALSE                                         -- unless: the-house-itself
  AND coalesce(strpos(h.address, r.village), 0) = 0           -- unless: the-house-itself
  AND h.other_use = FALSE                                     -- unless: other-use
  AND h.relocation = FALSE                                    -- unless: relocation-house
  AND h.small_share = FALSE                                   -- unless: small-share
  AND h.undelivered = FALSE                                   -- unless: undelivered
  AND h.given_up = FALSE                                      -- unless: given-up
  AND h.held_to > g.to_day                                    -- unless: given-up
  AND h.held_from < g.from_day                                -- unless: bought-later
  AND t.from_on < g.from_day                                  -- unless: joined-later
  AND t.to_on > g.to_day                                      -- unless: left-household
  AND g.left_after_reversals >= $min_yuan                     -- unless: reversed
