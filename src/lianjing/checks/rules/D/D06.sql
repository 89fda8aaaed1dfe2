/* lianjing-rule
id       = "D06"
category = "D06"
strength = "screen"
subject  = "village"
side     = "by"
funds    = "programme_id IN ('land_fertility', 'grain_direct')"
title    = { zh = "一村多数农户的补贴面积完全相同", en = "Most households of a village are subsidised for the very same area" }
means    = { zh = "某村一年内多数领款人的补贴面积是同一个数，而该村确权面积并不相同；面积可能是摊派或编造的。", en = "In a village and year most payees have one and the same subsidised area, while their confirmed areas differ: the areas may be shared out or made up." }
why      = { zh = "面积凑成一个数，种地多的吃亏，不种地的得利。", en = "Where all areas are made one number, those who farm more lose and those who do not farm gain." }
basis    = ["农业支持保护补贴改革：补贴面积应逐户核实、分村公示"]
tables   = ["payments", "land_rights"]
conditions = [
    { sql = "SELECT count(DISTINCT person_key) >= 20 FROM payments WHERE amount_yuan > 0 AND area_mu > 0", zh = "至少20名领款人有补贴面积", en = "at least 20 payees with a subsidised area" },
]
say.zh   = "{village_name}{in_year}年“{programme}”{payees}人中有{same}人的补贴面积都是{area_mu}亩，而确权面积各不相同。请核对面积是否逐户核实。"
say.en   = "In {village_name} {same} of {payees} payees of “{programme}” in {in_year} have exactly {area_mu} mu, while their confirmed areas differ. Check whether the areas were measured household by household."
param.payees = { default = 20, unit = "payees in the village", source = "smaller groups repeat a number by chance" }
param.percent = { default = 50, unit = "percent of them with the same area", source = "plots of one size are usual for a few households" }
cells    = ["payments.area_mu", "payments.name", "land_rights.area_mu"]
innocent.equal-allotment-village = { zh = "确权面积本来就多数相同（按户均分）的村不算", en = "villages where the confirmed areas are mostly equal as well" }
innocent.register-incomplete = { zh = "该村多数领款人没有确权登记的，无从比较", en = "most of the payees have no confirmed area to compare with" }
*/
WITH areas AS (
    SELECT p.programme_id, p.programme, p.village_key, p.town_key, year(coalesce(p.period_start, p.paid_on)) AS in_year, p.person_key, max(p.area_mu) AS area_mu, min(p.row_id) AS row_id, min(p.amount_yuan) AS amount_yuan,
        min(p.period_start) AS period_start, max(p.period_end) AS period_end
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND p.area_mu > 0
      AND p.person_key IS NOT NULL
      AND p.village_key IS NOT NULL
    GROUP BY p.programme_id, p.programme, p.village_key, p.town_key, year(coalesce(p.period_start, p.paid_on)), p.person_key
),
own AS (
    SELECT k.person_key, sum(k.area_mu) AS area_mu, min(k.row_id) AS row_id
    FROM land_rights AS k
    WHERE k.person_key IS NOT NULL
    GROUP BY k.person_key
),
sizes AS (
    SELECT a.programme_id, a.village_key, a.town_key, a.in_year, a.area_mu, count(*) AS same
    FROM areas AS a
    GROUP BY a.programme_id, a.village_key, a.town_key, a.in_year, a.area_mu
),
villages AS (
    SELECT a.programme_id, a.village_key, a.town_key, a.in_year, count(*) AS payees
    FROM areas AS a
    GROUP BY a.programme_id, a.village_key, a.town_key, a.in_year
),
uniform AS (
    SELECT s.programme_id, s.village_key, s.town_key, s.in_year, s.area_mu, s.same, v.payees
    FROM sizes AS s
    JOIN villages AS v
        ON v.programme_id = s.programme_id
       AND v.village_key = s.village_key
       AND v.town_key IS NOT DISTINCT FROM s.town_key
       AND v.in_year = s.in_year
    WHERE v.payees >= $payees
      AND s.same * 100 >= v.payees * $percent
),
beside AS (              -- of those with the one area: how many have a confirmed area, and how many exactly that one
    SELECT u.programme_id, u.village_key, u.town_key, u.in_year, u.area_mu, count(o.person_key) AS registered, cast(sum(CASE WHEN o.area_mu = u.area_mu THEN 1 ELSE 0 END) AS BIGINT) AS equal
    FROM uniform AS u
    JOIN areas AS a
        ON a.programme_id = u.programme_id
       AND a.village_key = u.village_key
       AND a.town_key IS NOT DISTINCT FROM u.town_key
       AND a.in_year = u.in_year
       AND a.area_mu = u.area_mu
    LEFT JOIN own AS o
        ON o.person_key = a.person_key
    GROUP BY u.programme_id, u.village_key, u.town_key, u.in_year, u.area_mu
)
SELECT
    coalesce(cast(u.town_key AS VARCHAR), '') || '|' || cast(u.village_key AS VARCHAR) || '|' || cast(u.in_year AS VARCHAR) AS subject,
    u.programme_id,
    [a.row_id, o.row_id]                               AS evidence,
    a.amount_yuan,
    a.programme,
    a.period_start,
    a.period_end,
    cast(u.village_key AS VARCHAR)                     AS village_name,
    u.in_year,
    u.area_mu,
    u.same,
    u.payees
FROM uniform AS u
JOIN beside AS b
    ON b.programme_id = u.programme_id
   AND b.village_key = u.village_key
   AND b.town_key IS NOT DISTINCT FROM u.town_key
   AND b.in_year = u.in_year
   AND b.area_mu = u.area_mu
JOIN areas AS a
    ON a.programme_id = u.programme_id
   AND a.village_key = u.village_key
   AND a.town_key IS NOT DISTINCT FROM u.town_key
   AND a.in_year = u.in_year
   AND a.area_mu = u.area_mu
LEFT JOIN own AS o
    ON o.person_key = a.person_key
WHERE u.same > 0
  AND b.registered * 2 >= u.same                       -- unless: register-incomplete
  AND b.equal * 2 < u.same                             -- unless: equal-allotment-village
