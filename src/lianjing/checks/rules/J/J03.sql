/* lianjing-rule
id       = "J03"
category = "J03"
strength = "strong"
subject  = "lease"
side     = "by"
title    = { zh = "租金明显低于同类资产", en = "The rent is far below that of other leases of its class" }
means    = { zh = "集体资产年租金除以面积，低于同类资产中位数的四成；同类资产至少九宗，且其中四分之三不低于中位数的六成，否则不作比较。本乡镇同类至少九宗的，本乡镇与全县中位数取低者。", en = "A year's rent by area is below two fifths of the median of its class; there are at least nine leases of the class, three quarters of them at no less than three fifths of that median, else nothing is said. Where the town itself has nine, the lower of town and county counts." }
why      = { zh = "大家的地和房租便宜了，年底分到每户的钱就少。", en = "If what belongs to all is let too cheaply, each household gets less when the year's income is shared out." }
basis    = ["农村集体资产应当公开、公平交易，防止低价发包"]
tables   = ["leases"]
say.zh   = "{lessee_name}承租的{asset_class}面积{area}，年租金{amount_yuan}元，折合每{unit_zh}{own_yuan}元，而同类{peers}宗的中位数为每{unit_zh}{usual_yuan}元。请核对面积、地力、合同附加条件和定价过程。"
say.en   = "{lessee_name} leases {asset_class} of {area} {unit_en} at {amount_yuan} yuan a year, {own_yuan} yuan for each; the median of {peers} leases of that class is {usual_yuan}. Check the area, the quality, other terms of the contract and how the price was set."
param.share = { default = 0.4, unit = "share of the median", source = "rents of one class in one county mostly lie between 0.6 and 1.5 of their median" }
param.min_peers = { default = 9, unit = "leases", source = "a median of fewer says little" }
param.recent_years = { default = 15, unit = "years", source = "older rents were set in other prices" }
param.min_yuan = { default = 100, unit = "yuan", source = "the yearly rent that the median would bring; below it is no matter" }
cells    = ["leases.rent_yuan", "leases.area_mu", "leases.asset_class"]
innocent.poor-or-dry = { zh = "注明地力差、干旱、坡地、低洼、盐碱等的不算", en = "poor, dry, steep, wet or salty ground, as the remark says" }
innocent.rent-in-kind = { zh = "注明免租期、投入抵租、代建、公益、扶贫、减免的不算", en = "a rent-free time, investment in place of rent, public use or relief, as the remark says" }
innocent.older-rent = { zh = "合同起始很早的，当时价格不同，不算", en = "a rent set long ago" }
innocent.other-unit = { zh = "房屋、摊位等面积单位不一（间、平方米）的，面积相差悬殊的不算", en = "of houses and stalls the unit differs (rooms, square metres): not those of a very different size" }
innocent.few-peers = { zh = "同类资产太少的不比较", en = "too few leases of the class" }
innocent.rents-scatter = { zh = "同类资产租金本来就相差很大的不比较", en = "the class's rents scatter anyway" }
innocent.ended = { zh = "已终止、收回的不算", en = "ended or taken back" }
left_out.auction-price = { zh = "经公开竞价的也比较：竞价过程本身可能流于形式，由核查时判断", en = "auctioned leases are compared as well: the auction itself may have been one in name only; a person has to judge" }
*/
WITH priced AS (
    SELECT
        l.lease_id, l.town_key, l.asset_class, l.building, l.area_mu, l.lessee_name, l.rent_yuan, l.from_on, l.row_id, l.ended,
        coalesce(l.note, '') AS said,
        l.rent_yuan / l.area_mu AS unit_yuan,
        n.as_of
    FROM lettings AS l
    CROSS JOIN run AS n
    WHERE l.rent_yuan > 0
      AND l.area_mu > 0
      AND l.asset_class IS NOT NULL
),
compared AS (
    SELECT p.lease_id, p.town_key, p.asset_class, p.building, p.area_mu, p.lessee_name, p.rent_yuan, p.row_id, p.said, p.unit_yuan
    FROM priced AS p
    WHERE p.row_id IS NOT NULL
      AND NOT p.ended                                                                  -- unless: ended
      AND (p.from_on IS NULL OR year(p.from_on) >= year(p.as_of) - $recent_years)      -- unless: older-rent
),
ordered AS (
    SELECT
        c.asset_class, c.town_key, c.unit_yuan, c.area_mu,
        row_number() OVER (PARTITION BY c.asset_class ORDER BY c.unit_yuan, c.row_id) AS place,
        count(*) OVER (PARTITION BY c.asset_class) AS peers,
        row_number() OVER (PARTITION BY c.asset_class ORDER BY c.area_mu, c.row_id) AS area_place,
        row_number() OVER (PARTITION BY c.asset_class, c.town_key ORDER BY c.unit_yuan, c.row_id) AS town_place,
        count(*) OVER (PARTITION BY c.asset_class, c.town_key) AS town_peers
    FROM compared AS c
),
medians AS (
    SELECT o.asset_class,
           max(o.peers) AS peers,
           max(CASE WHEN 2 * o.place IN (o.peers, o.peers + 1) THEN o.unit_yuan END) AS median_yuan,
           max(CASE WHEN 2 * o.area_place IN (o.peers, o.peers + 1) THEN o.area_mu END) AS median_area
    FROM ordered AS o
    GROUP BY o.asset_class
),
town_medians AS (
    SELECT o.asset_class, o.town_key, max(CASE WHEN 2 * o.town_place IN (o.town_peers, o.town_peers + 1) THEN o.unit_yuan END) AS median_yuan
    FROM ordered AS o
    WHERE o.town_peers >= $min_peers
    GROUP BY o.asset_class, o.town_key
),
spread AS (
    SELECT o.asset_class, sum(CASE WHEN o.unit_yuan >= 0.6 * m.median_yuan THEN 1 ELSE 0 END) AS near
    FROM ordered AS o
    JOIN medians AS m
        ON m.asset_class = o.asset_class
    GROUP BY o.asset_class
)
SELECT
    c.lease_id                                   AS subject,
    [c.row_id]                                   AS evidence,
    c.rent_yuan                                  AS amount_yuan,
    coalesce(c.lessee_name, '承租人未注明')      AS lessee_name,
    c.asset_class,
    c.area_mu                                    AS area,
    cast(round(c.unit_yuan, 0) AS INTEGER)       AS own_yuan,
    m.peers,
    cast(round(m.median_yuan, 0) AS INTEGER)     AS usual_yuan,
    CASE WHEN c.building THEN '单位' ELSE '亩' END AS unit_zh,
    CASE WHEN c.building THEN 'units' ELSE 'mu' END AS unit_en
FROM compared AS c
JOIN medians AS m
    ON m.asset_class = c.asset_class
JOIN spread AS s
    ON s.asset_class = c.asset_class
LEFT JOIN town_medians AS t
    ON t.asset_class = c.asset_class
   AND t.town_key = c.town_key
WHERE c.unit_yuan < $share * least(m.median_yuan, coalesce(t.median_yuan, m.median_yuan))
  AND m.median_yuan * c.area_mu >= $min_yuan
  AND m.peers >= $min_peers                                                            -- unless: few-peers
  AND 4 * s.near >= 3 * m.peers                                                        -- unless: rents-scatter
  AND NOT (c.building AND c.area_mu > 5 * m.median_area)                               -- unless: other-unit
  AND NOT (c.said LIKE '%贫瘠%' OR c.said LIKE '%瘠薄%' OR c.said LIKE '%地力%' OR c.said LIKE '%旱%' OR c.said LIKE '%坡%' OR c.said LIKE '%荒%' OR c.said LIKE '%盐碱%' OR c.said LIKE '%涝%' OR c.said LIKE '%低洼%' OR c.said LIKE '%沙%' OR c.said LIKE '%砂%' OR c.said LIKE '%薄地%' OR c.said LIKE '%质量差%' OR c.said LIKE '%较差%' OR c.said LIKE '%差地%' OR c.said LIKE '%偏远%' OR c.said LIKE '%边角%' OR c.said LIKE '%缺水%' OR c.said LIKE '%无水%' OR c.said LIKE '%淤%' OR c.said LIKE '%渗漏%' OR c.said LIKE '%危房%' OR c.said LIKE '%破旧%' OR c.said LIKE '%老旧%' OR c.said LIKE '%幼树%' OR c.said LIKE '%未挂果%' OR c.said LIKE '%石%')   -- unless: poor-or-dry
  AND NOT (c.said LIKE '%免租%' OR c.said LIKE '%减免%' OR c.said LIKE '%减租%' OR c.said LIKE '%抵%' OR c.said LIKE '%投入%' OR c.said LIKE '%投资%' OR c.said LIKE '%代建%' OR c.said LIKE '%公益%' OR c.said LIKE '%扶贫%' OR c.said LIKE '%招商%' OR c.said LIKE '%修缮%' OR c.said LIKE '%自建%' OR c.said LIKE '%改良%' OR c.said LIKE '%保底%' OR c.said LIKE '%分红%' OR c.said LIKE '%疫情%' OR c.said LIKE '%灾%' OR c.said LIKE '%半年%' OR c.said LIKE '%优惠%')   -- unless: rent-in-kind
