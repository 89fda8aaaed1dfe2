/* lianjing-rule
id       = "D09"
category = "D09"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "programme_id IN ('land_fertility', 'grain_direct', 'green_old', 'green_new')"
title    = { zh = "同一承包地既领耕地补贴又领退耕补助", en = "One plot is paid as arable land and as returned to forest" }
means    = { zh = "一户当年领取耕地补贴的面积与退耕还林（还草）面积之和，超过确权面积加流入面积；而本县同时领两项的其他户，绝大多数已从耕地面积中减去退耕面积。", en = "The arable area subsidised for a household and its area returned to forest or grass exceed, together, what is confirmed and leased in, while nearly all other households paid for both have the forest taken off the arable area." }
why      = { zh = "一块地领两份补贴，多出来的一份是大家的钱。", en = "Two subsidies for one field: the second is everybody's money." }
basis    = ["财农〔2016〕26号：已退耕还林的耕地不再享受耕地地力保护补贴", "退耕还林条例"]
tables   = ["payments", "land_rights"]
uses     = ["land_leased_in", "households", "approved_members"]
say.zh   = "{name}户{in_year}年领取耕地补贴{grain_mu}亩、退耕补助{forest_mu}亩，合计超过确权{confirmed_mu}亩（流入{leased_mu}亩），涉及{money_rows}笔{amount_yuan}元。请核对退耕地块是否仍在耕地补贴面积内。"
say.en   = "In {in_year} the household of {name} was paid for {grain_mu} mu of arable land and {forest_mu} mu returned to forest, together more than the {confirmed_mu} mu confirmed ({leased_mu} mu leased in); {money_rows} rows, {amount_yuan} yuan. Check whether the forest is still in the arable area."
param.min_mu = { default = 0.3, unit = "mu above the tolerance", source = "areas are written with one or two decimals" }
param.deducted_percent = { default = 70, unit = "percent of households paid for both whose areas fit into the confirmed one", source = "below, the land register does not hold the forest and nothing follows" }
param.tolerance = { default = 0, unit = "share of the confirmed area", source = "used where the county's standards state no land_tolerance" }
cells    = ["payments.area_mu", "payments.amount_yuan", "payments.name", "land_rights.area_mu", "land_leased_in.area_mu"]
innocent.forest-land-not-in-the-register = { zh = "本县退耕地不在耕地确权面积之内（多数户两项之和都超过确权面积）的，不比对", en = "no comparison where the land register does not hold the forest: most households paid for both exceed it" }
innocent.leased-in = { zh = "当年流入面积计入", en = "land leased in that year is added" }
innocent.held-by-the-household = { zh = "同户其他成员名下的确权面积计入", en = "land in the name of another of the household is added" }
innocent.reclaimed = { zh = "备注为开荒、复垦、新增耕地的不比对", en = "rows noted as reclaimed or newly opened land are not compared" }
innocent.register-cell-damaged = { zh = "确权登记中同名人员号码损坏的不比对", en = "the land register has that name with a damaged ID" }
innocent.another-year = { zh = "退耕补助与耕地补贴不属同一年度的不比对", en = "the two are compared within one year" }
*/
WITH rates AS (
    SELECT s.programme_id, max(s.yuan) AS yuan
    FROM standards AS s
    WHERE s.measure = 'yuan_per_mu'
    GROUP BY s.programme_id
),
forest_rows AS (         -- a list without areas: by the county's standard
    SELECT p.person_key, p.row_id, coalesce(p.area_mu, cast(p.amount_yuan / nullif(s.yuan, 0) AS DECIMAL(18,4))) AS area_mu, year(coalesce(p.period_start, p.paid_on)) AS in_year
    FROM paid AS p
    LEFT JOIN rates AS s
        ON s.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.area_mu, s.yuan) > 0
      AND p.person_key IS NOT NULL
      AND cast(p.programme_id AS VARCHAR) IN ('green_old', 'green_new')
),
forests AS (             -- an area paid in parts counts once
    SELECT r.person_key, r.in_year, max(r.area_mu) AS forest_mu, min(r.row_id) AS row_id
    FROM forest_rows AS r
    GROUP BY r.person_key, r.in_year
),
mates AS (
    SELECT DISTINCT f.person_key, f.person_key AS mate_key FROM forests AS f
    UNION SELECT f.person_key, h.mate_key FROM forests AS f JOIN housemates AS h ON h.person_key = f.person_key   -- unless: held-by-the-household
),
grain_rows AS (
    SELECT m.person_key AS forest_key, p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.period_start, p.period_end, year(coalesce(p.period_start, p.paid_on)) AS in_year
    FROM mates AS m
    JOIN paid AS p
        ON p.person_key = m.mate_key
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND p.area_mu > 0
),
grains AS (
    SELECT a.forest_key, a.in_year, sum(a.area_mu) AS grain_mu
    FROM (SELECT DISTINCT r.forest_key, r.person_key, r.in_year, r.area_mu FROM grain_rows AS r) AS a
    GROUP BY a.forest_key, a.in_year
),
confirmed AS (
    SELECT m.person_key, sum(k.area_mu) AS area_mu, min(k.row_id) AS row_id
    FROM mates AS m
    JOIN land_rights AS k
        ON k.person_key = m.mate_key
    GROUP BY m.person_key
),
leased AS (
    SELECT f.person_key, f.in_year, sum(l.area_mu) AS area_mu
    FROM forests AS f
    JOIN mates AS m
        ON m.person_key = f.person_key
    JOIN land_leased_in AS l
        ON l.person_key = m.mate_key
    WHERE year(coalesce(l.from_on, DATE '1900-01-01')) <= f.in_year
      AND year(coalesce(l.to_on, DATE '9999-12-31')) >= f.in_year
    GROUP BY f.person_key, f.in_year
),
allowed AS (
    SELECT coalesce(max(l.land_tolerance), $tolerance) AS tolerance
    FROM limits AS l
),
compared AS (
    SELECT
        f.person_key, f.in_year, f.row_id AS forest_row, c.row_id AS right_row, g.grain_mu, f.forest_mu, c.area_mu AS confirmed_mu, coalesce(l.area_mu, 0) AS leased_mu,
        g.grain_mu + f.forest_mu - c.area_mu * (1 + t.tolerance)
            - coalesce(l.area_mu, 0)                         -- unless: leased-in
            > $min_mu AS too_much
    FROM forests AS f
    JOIN grains AS g
        ON g.forest_key = f.person_key
       AND g.in_year = f.in_year                             -- unless: another-year
    JOIN confirmed AS c
        ON c.person_key = f.person_key
    CROSS JOIN allowed AS t
    LEFT JOIN leased AS l
        ON l.person_key = f.person_key
       AND l.in_year = f.in_year
),
habit AS (               -- whether forest is taken off the arable area in this county
    SELECT count(*) AS households, cast(sum(CASE WHEN c.too_much THEN 0 ELSE 1 END) AS BIGINT) AS fitting
    FROM compared AS c
),
as_written AS (
    SELECT r.row_id, x.name, coalesce(x.note, '') || '|' || coalesce(x.category, '') AS remark
    FROM compared AS c
    JOIN grain_rows AS r
        ON r.forest_key = c.person_key
       AND r.in_year = c.in_year
    JOIN payments AS x
        ON x.row_id = r.row_id
    WHERE c.too_much
)
SELECT DISTINCT
    c.person_key                                       AS subject,
    r.programme_id,
    [r.row_id, c.forest_row, c.right_row]              AS evidence,
    r.amount_yuan,
    r.programme,
    r.period_start,
    r.period_end,
    c.in_year,
    c.grain_mu,
    c.forest_mu,
    c.confirmed_mu,
    c.leased_mu
FROM compared AS c
JOIN grain_rows AS r
    ON r.forest_key = c.person_key
   AND r.in_year = c.in_year
JOIN as_written AS x
    ON x.row_id = r.row_id
CROSS JOIN habit AS h
WHERE c.too_much
  AND h.fitting * 100 >= h.households * $deducted_percent    -- unless: forest-land-not-in-the-register
  AND NOT (x.remark LIKE '%开荒%' OR x.remark LIKE '%开垦%' OR x.remark LIKE '%复垦%' OR x.remark LIKE '%新增耕地%' OR x.remark LIKE '%整治新增%')   -- unless: reclaimed
  AND NOT EXISTS (SELECT 1 FROM land_rights_quarantined AS q WHERE q.name = x.name)   -- unless: register-cell-damaged
