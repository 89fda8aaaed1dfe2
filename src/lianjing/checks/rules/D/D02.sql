/* lianjing-rule
id       = "D02"
category = "D02"
strength = "strong"
subject  = "village"
side     = "by"
funds    = "programme_id IN ('land_fertility', 'grain_direct')"
title    = { zh = "全村补贴面积超过确权与流入面积之和", en = "A village's subsidised area exceeds what is confirmed and leased in" }
means    = { zh = "某村一年内按承包耕地补贴的面积合计，超过该村确权面积、流入面积和本村领款人在外村的承包地之和，超出允许误差；该村确权登记基本完整。", en = "The area subsidised as contracted arable land in a village and year is above the land confirmed there, beyond the tolerance, leased in, and held by its payees elsewhere, where the village's land register is nearly complete." }
why      = { zh = "全村多报的面积最后要摊到公家的钱上。", en = "Area that a village reports too much is paid out of public money." }
basis    = ["农业支持保护补贴改革：耕地地力保护补贴按确权（承包）面积发放，分村公示", "县级实施办法（standards.toml 的 land_tolerance）"]
tables   = ["payments", "land_rights"]
uses     = ["land_leased_in"]
say.zh   = "{village_name}{in_year}年“{programme}”共补贴{subsidised_mu}亩，而确权、流入等合计{land_mu}亩，多出{excess_mu}亩；下列{money_rows}笔是超过本人确权面积的。请核对全村面积台账。"
say.en   = "In {village_name} “{programme}” of {in_year} subsidised {subsidised_mu} mu in all, while {land_mu} mu are confirmed or leased in, {excess_mu} mu less; the {money_rows} rows shown exceed their payees' confirmed area. Check the village's land list."
param.percent = { default = 3, unit = "percent above the land there is", source = "used where the county's standards state no land_tolerance; single households are D01" }
param.min_mu = { default = 10, unit = "mu above the land there is", source = "small villages; a county may set its own" }
param.registered_percent = { default = 80, unit = "percent of the village's payees who stand in its land register", source = "below, the register is taken for incomplete" }
cells    = ["payments.area_mu", "payments.amount_yuan", "payments.name", "land_rights.area_mu"]
innocent.cross-village-land = { zh = "领款人在外村的承包地计入", en = "land which the village's payees hold in other villages is added" }
innocent.leased-in = { zh = "当年流入面积计入", en = "land leased in is added" }
innocent.register-incomplete = { zh = "领款人多数不在确权登记中的村，登记不全，不比对", en = "no comparison where the land register lacks many of the payees" }
innocent.register-cell-damaged = { zh = "确权登记中号码损坏的行，面积照样计入", en = "rows of the land register with a damaged ID count with their area" }
innocent.one-household = { zh = "只有一人超过本人面积的，属个人超面积问题", en = "where only one payee exceeds the own area it is that person's matter" }
innocent.instalments = { zh = "同一面积分次发放的，只计一次", en = "one area paid in instalments counts once" }
innocent.reclaimed = { zh = "备注为开荒、复垦、新增耕地的不计", en = "rows noted as reclaimed or newly opened land do not count" }
*/
WITH land_rows AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.village_key, p.town_key, p.period_start, p.period_end, year(coalesce(p.period_start, p.paid_on)) AS in_year
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    JOIN payments AS x
        ON x.row_id = p.row_id
    WHERE p.amount_yuan > 0
      AND p.area_mu > 0
      AND p.person_key IS NOT NULL
      AND p.village_key IS NOT NULL
      AND NOT (coalesce(x.note, '') LIKE '%开荒%' OR coalesce(x.note, '') LIKE '%开垦%' OR coalesce(x.note, '') LIKE '%复垦%' OR coalesce(x.note, '') LIKE '%新增耕地%' OR coalesce(x.note, '') LIKE '%整治新增%')   -- unless: reclaimed
),
areas AS (
    SELECT DISTINCT r.person_key, r.programme_id, r.village_key, r.town_key, r.in_year, r.area_mu
    FROM land_rows AS r
),
villages AS (
    SELECT a.programme_id, a.village_key, a.town_key, a.in_year, sum(a.area_mu) AS subsidised_mu
    FROM areas AS a
    GROUP BY a.programme_id, a.village_key, a.town_key, a.in_year
),
rights AS (
    SELECT k.person_key, k.row_id, k.area_mu, v.village_key, t.town_key
    FROM land_rights AS k
    LEFT JOIN village_keys AS v
        ON v.village = k.village
    LEFT JOIN town_keys AS t
        ON t.town = k.town
    WHERE k.area_mu > 0
    UNION ALL SELECT k.person_key, k.row_id, k.area_mu, v.village_key, t.town_key FROM land_rights_quarantined AS k LEFT JOIN village_keys AS v ON v.village = k.village LEFT JOIN town_keys AS t ON t.town = k.town WHERE k.area_mu > 0   -- unless: register-cell-damaged
),
confirmed AS (
    SELECT r.village_key, r.town_key, sum(r.area_mu) AS area_mu
    FROM rights AS r
    WHERE r.village_key IS NOT NULL
    GROUP BY r.village_key, r.town_key
),
own AS (
    SELECT r.person_key, min(r.row_id) AS row_id, sum(r.area_mu) AS area_mu
    FROM rights AS r
    WHERE r.person_key IS NOT NULL
    GROUP BY r.person_key
),
payees AS (
    SELECT DISTINCT a.person_key, a.programme_id, a.village_key, a.town_key, a.in_year
    FROM areas AS a
),
elsewhere AS (
    SELECT p.programme_id, p.village_key, p.town_key, p.in_year, sum(r.area_mu) AS area_mu
    FROM payees AS p
    JOIN rights AS r
        ON r.person_key = p.person_key
    WHERE r.village_key IS DISTINCT FROM p.village_key
       OR (r.town_key IS NOT NULL AND p.town_key IS NOT NULL AND r.town_key <> p.town_key)
    GROUP BY p.programme_id, p.village_key, p.town_key, p.in_year
),
leased AS (
    SELECT p.programme_id, p.village_key, p.town_key, p.in_year, sum(l.area_mu) AS area_mu
    FROM payees AS p
    JOIN land_leased_in AS l
        ON l.person_key = p.person_key
    WHERE year(coalesce(l.from_on, DATE '1900-01-01')) <= p.in_year
      AND year(coalesce(l.to_on, DATE '9999-12-31')) >= p.in_year
    GROUP BY p.programme_id, p.village_key, p.town_key, p.in_year
),
registered AS (
    SELECT p.programme_id, p.village_key, p.town_key, p.in_year, count(*) AS payees, cast(sum(CASE WHEN o.person_key IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS in_register
    FROM payees AS p
    LEFT JOIN own AS o
        ON o.person_key = p.person_key
    GROUP BY p.programme_id, p.village_key, p.town_key, p.in_year
),
measured AS (
    SELECT
        v.programme_id, v.village_key, v.town_key, v.in_year, v.subsidised_mu, g.payees, g.in_register,
        c.area_mu
            + coalesce(e.area_mu, 0)                   -- unless: cross-village-land
            + coalesce(l.area_mu, 0)                   -- unless: leased-in
            AS land_mu
    FROM villages AS v
    JOIN confirmed AS c
        ON c.village_key = v.village_key
       AND (c.town_key IS NULL OR v.town_key IS NULL OR c.town_key = v.town_key)
    JOIN registered AS g
        ON g.programme_id = v.programme_id
       AND g.village_key = v.village_key
       AND g.town_key IS NOT DISTINCT FROM v.town_key
       AND g.in_year = v.in_year
    LEFT JOIN elsewhere AS e
        ON e.programme_id = v.programme_id
       AND e.village_key = v.village_key
       AND e.town_key IS NOT DISTINCT FROM v.town_key
       AND e.in_year = v.in_year
    LEFT JOIN leased AS l
        ON l.programme_id = v.programme_id
       AND l.village_key = v.village_key
       AND l.town_key IS NOT DISTINCT FROM v.town_key
       AND l.in_year = v.in_year
),
paid_over AS (
    SELECT r.row_id, r.person_key, o.row_id AS right_row, r.programme_id, r.programme, r.village_key, r.town_key, r.in_year, r.amount_yuan, r.period_start, r.period_end
    FROM land_rows AS r
    LEFT JOIN own AS o
        ON o.person_key = r.person_key
    WHERE r.area_mu > coalesce(o.area_mu, 0)
),
over_own AS (
    SELECT p.programme_id, p.village_key, p.town_key, p.in_year, count(DISTINCT p.person_key) AS persons
    FROM paid_over AS p
    GROUP BY p.programme_id, p.village_key, p.town_key, p.in_year
),
allowed AS (
    SELECT coalesce(max(l.land_tolerance) * 100, $percent) AS percent
    FROM limits AS l
)
SELECT
    coalesce(cast(m.town_key AS VARCHAR), '') || '|' || cast(m.village_key AS VARCHAR) || '|' || cast(m.in_year AS VARCHAR) AS subject,
    m.programme_id,
    [r.row_id, r.right_row]                            AS evidence,
    r.amount_yuan,
    r.programme,
    r.period_start,
    r.period_end,
    cast(m.village_key AS VARCHAR)                     AS village_name,
    m.in_year,
    m.subsidised_mu,
    m.land_mu,
    m.subsidised_mu - m.land_mu                        AS excess_mu
FROM measured AS m
JOIN paid_over AS r
    ON r.programme_id = m.programme_id
   AND r.village_key = m.village_key
   AND r.town_key IS NOT DISTINCT FROM m.town_key
   AND r.in_year = m.in_year
JOIN over_own AS k
    ON k.programme_id = m.programme_id
   AND k.village_key = m.village_key
   AND k.town_key IS NOT DISTINCT FROM m.town_key
   AND k.in_year = m.in_year
CROSS JOIN allowed AS t
WHERE m.subsidised_mu - m.land_mu >= $min_mu
  AND m.subsidised_mu > m.land_mu * (100 + t.percent) / 100
  AND m.in_register * 100 >= m.payees * $registered_percent   -- unless: register-incomplete
  AND k.persons >= 2                                   -- unless: one-household
