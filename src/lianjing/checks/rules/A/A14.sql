/* lianjing-rule
id       = "A14"
category = "A14"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND coalesce(period, '') <> 'event'"
title    = { zh = "领取经济困难类救助的家庭另有住房或商铺", en = "Means-tested aid for a household with another dwelling or a shop" }
means    = { zh = "不动产登记显示，在救助款所属期开始以前，家庭成员名下已登记有商品住房、第二处住房或经营用房，且整个所属期内没有转移或注销。", en = "The register of real estate shows a bought dwelling, a second dwelling or business premises in the name of a member of the household, registered before the period that was paid and not transferred or cancelled in it." }
why      = { zh = "另有房子、铺面的人家领了救助，没有房子收入的困难户就可能排不上，村里人也会不服。", en = "When a household with a second home or a shop draws relief, a family that has nothing may not get in, and neighbours lose trust." }
basis    = ["社会救助暂行办法第九条：家庭财产状况须符合当地规定", "最低生活保障审核确认办法（民发〔2021〕57号）：家庭财产包括不动产"]
tables   = ["payments", "real_estate"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{owner_name}名下登记有{usage}（登记日期{registered_on}）。请核对房屋来源、是否实际居住和家庭财产状况。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {owner_name} of that household had real estate registered ({usage}, since {registered_on}). Check where it came from, whether they live in it, and the household's means."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "real_estate.name", "real_estate.usage", "real_estate.registered_on", "real_estate.share", "households.name", "approved_members.name"]
innocent.own-home = { zh = "农村宅基地、自建房或坐落在本村的第一处住房是家庭自住房，不算", en = "the first homestead, self-built house or house in the own village is the household's home" }
innocent.only-urban-home = { zh = "城市低保、公租房补贴家庭唯一的住房不算", en = "the only dwelling of an urban household does not count" }
innocent.relocation-house = { zh = "易地搬迁、拆迁、回迁等安置房不算", en = "a house given for relocation or demolition does not count" }
innocent.inherited-share = { zh = "继承的份额、不足一半的按份共有不算", en = "an inherited share, or a share of less than half, does not count" }
innocent.replaced-dangerous-house = { zh = "已被改造房屋替代的旧房（危房、已拆除、已倒塌，或领取过建房补助的第二处自住房）不算", en = "the old house which a subsidised one replaced (dangerous, pulled down, or a second home in the village of a household that got a building grant) does not count" }
innocent.transferred = { zh = "所属期内已转移、注销的不算；状态为已转移、注销而没有日期的，也不算", en = "real estate transferred or cancelled before the period ended does not count, nor what is in such a state without a date" }
innocent.bought-later = { zh = "所属期开始以后才登记的不算", en = "what was registered after the period began does not count for it" }
innocent.undelivered = { zh = "预售、期房、在建、未交付的房屋不算", en = "sold before it was built, under construction or not handed over" }
innocent.no-building = { zh = "承包地、林地、车位、储藏间不是住房或商铺", en = "farmland, forest, parking places and store rooms are neither dwelling nor shop" }
innocent.joined-later = { zh = "产权人在所属期开始以后才迁入该户的不算", en = "an owner who joined the household after the period began does not count" }
innocent.left-household = { zh = "产权人已迁出该户或已去世的不算", en = "an owner who had left the household or died does not count" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人：同户的亲属不一定是法定赡养人", en = "support for the extremely poor looks at the person: relatives in one household book need not be liable to support" }
innocent.emergency-aid = { zh = "临时救助、救灾等一事一助的款项看急难，不看房屋", en = "aid for one emergency asks what happened, not which houses there are" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH registered AS (
    SELECT
        e.person_key, e.row_id, e.name, e.usage, e.address, e.registered_on,
        coalesce(e.registered_on, DATE '1900-01-01') AS held_from,
        e.cancelled_on,
        coalesce(e.cancelled_on, DATE '9999-12-31') AS held_to,
        coalesce(e.usage, '') || '|' || coalesce(e.note, '') AS kind,
        coalesce(e.status, '') || '|' || coalesce(e.note, '') AS state,
        coalesce(e.share, '') || '|' || coalesce(e.note, '') AS share
    FROM real_estate AS e
    WHERE e.person_key IS NOT NULL
),
counted AS (
    SELECT
        r.person_key, r.row_id, r.name, r.usage, r.address, r.registered_on, r.held_from, r.held_to, r.kind,
        CASE WHEN r.kind LIKE '%铺%' OR r.kind LIKE '%门面%' OR r.kind LIKE '%商店%' OR r.kind LIKE '%商业%' OR r.kind LIKE '%商服%' OR r.kind LIKE '%商用%'
               OR r.kind LIKE '%营业%' OR r.kind LIKE '%厂房%' OR r.kind LIKE '%办公%' OR r.kind LIKE '%写字楼%' OR r.kind LIKE '%商住%' OR r.kind LIKE '%仓储%'
             THEN 1 ELSE 0 END AS is_shop
    FROM registered AS r
    WHERE r.person_key IS NOT NULL
      AND NOT (r.kind LIKE '%承包%' OR r.kind LIKE '%林地%' OR r.kind LIKE '%林权%' OR r.kind LIKE '%耕地%' OR r.kind LIKE '%车位%' OR r.kind LIKE '%车库%' OR r.kind LIKE '%储藏%')   -- unless: no-building
      AND NOT (r.kind LIKE '%安置%' OR r.kind LIKE '%回迁%' OR r.kind LIKE '%搬迁%' OR r.kind LIKE '%拆迁%' OR r.kind LIKE '%还建%' OR r.kind LIKE '%移民%')   -- unless: relocation-house
      AND NOT (r.share LIKE '%继承%' AND r.share NOT LIKE '%单独%' AND r.share NOT LIKE '%全部%')   -- unless: inherited-share
      AND NOT (r.share LIKE '%三分之一%' OR r.share LIKE '%四分之一%' OR r.share LIKE '%五分之一%' OR r.share LIKE '%六分之一%' OR r.share LIKE '%八分之一%' OR r.share LIKE '%1/3%' OR r.share LIKE '%1/4%' OR r.share LIKE '%1/5%' OR r.share LIKE '%1/6%' OR r.share LIKE '%1/8%' OR r.share LIKE '%33%' OR r.share LIKE '%25%' OR r.share LIKE '%20!%%' ESCAPE '!')   -- unless: inherited-share
      AND NOT (r.kind LIKE '%预售%' OR r.kind LIKE '%预告%' OR r.kind LIKE '%期房%' OR r.kind LIKE '%未交%' OR r.kind LIKE '%在建%' OR r.kind LIKE '%未竣工%' OR r.kind LIKE '%烂尾%' OR r.state LIKE '%预售%' OR r.state LIKE '%预告%' OR r.state LIKE '%期房%' OR r.state LIKE '%未交%' OR r.state LIKE '%在建%' OR r.state LIKE '%未竣工%' OR r.state LIKE '%烂尾%')   -- unless: undelivered
      AND NOT (r.kind LIKE '%危房%' OR r.state LIKE '%拆除%' OR r.state LIKE '%倒塌%' OR r.state LIKE '%灭失%' OR r.state LIKE '%危房%' OR r.state LIKE '%D级%')   -- unless: replaced-dangerous-house
      AND NOT (r.cancelled_on IS NULL AND (r.state LIKE '%转移%' OR r.state LIKE '%注销%' OR r.state LIKE '%转让%' OR r.state LIKE '%过户%' OR r.state LIKE '%出售%' OR r.state LIKE '%已售%'))   -- unless: transferred
),
of_households AS (
    SELECT
        t.person_key, t.mate_key, t.mate_name, t.mate_row_id, t.from_on, t.to_on,
        c.row_id, c.name, c.usage, c.registered_on, c.held_from, c.held_to, c.is_shop,
        CASE WHEN c.is_shop = 0
              AND (c.kind LIKE '%宅基地%' OR c.kind LIKE '%自建%' OR c.kind LIKE '%农房%' OR c.kind LIKE '%农村%' OR c.kind LIKE '%集体%'
                   OR strpos(coalesce(c.address, ''), r.village) > 0)
             THEN 1 ELSE 0 END AS in_own_village
    FROM counted AS c
    JOIN household_ties AS t
        ON t.mate_key = c.person_key
    LEFT JOIN residents AS r
        ON r.person_key = t.person_key
),
ranked AS (
    SELECT
        o.person_key, o.mate_key, o.mate_name, o.mate_row_id, o.from_on, o.to_on,
        o.row_id, o.name, o.usage, o.registered_on, o.held_from, o.held_to, o.is_shop, o.in_own_village,
        row_number() OVER (PARTITION BY o.person_key, o.in_own_village ORDER BY o.held_from, o.row_id) AS nth_home,
        sum(1 - o.is_shop) OVER (PARTITION BY o.person_key) AS dwellings
    FROM of_households AS o
),
granted AS (
    SELECT DISTINCT t.mate_key AS person_key
    FROM paid AS p
    JOIN household_ties AS t
        ON t.person_key = p.person_key
    WHERE cast(p.programme_id AS VARCHAR) IN ('dangerous_house', 'disaster_rebuild', 'relocation')
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, h.row_id, CASE WHEN h.mate_key <> h.person_key THEN h.mate_row_id END] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(h.name, h.mate_name)                             AS owner_name,
    coalesce(h.usage, '不动产')                               AS usage,
    h.registered_on
FROM ranked AS h
JOIN means_paid AS p
    ON p.person_key = h.person_key
LEFT JOIN granted AS g
    ON g.person_key = p.person_key
WHERE p.amount_yuan >= $min_yuan
  AND (h.in_own_village = 0 OR h.nth_home > 1)                -- unless: own-home
  AND (h.in_own_village = 0 OR g.person_key IS NULL)          -- unless: replaced-dangerous-house
  AND (h.is_shop = 1 OR h.dwellings > 1 OR cast(p.programme_id AS VARCHAR) NOT IN ('dibao_urban', 'rent_subsidy'))   -- unless: only-urban-home
  AND h.held_to > p.period_end                                -- unless: transferred
  AND h.held_from < p.decided_on                              -- unless: bought-later
  AND h.from_on < p.period_start                              -- unless: joined-later
  AND h.to_on > p.period_end                                  -- unless: left-household
  AND (h.mate_key = p.person_key OR cast(p.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
  AND coalesce(p.programme_period, '') <> 'event'             -- unless: emergency-aid
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
