/* lianjing-rule
id       = "D01"
category = "D01"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "payee = 'land' AND cast(programme_id AS VARCHAR) IN ('land_fertility', 'grain_direct')"
title    = { zh = "补贴面积超过确权面积", en = "Subsidised area exceeds the confirmed area" }
means    = { zh = "按承包耕地发放的补贴，一户当期的补贴面积合计超过该户确权面积与当期流入面积之和，且超出允许误差。", en = "For a subsidy paid by contracted arable land, the area subsidised for a household in a period exceeds its confirmed area and the area it leased in, beyond the tolerance." }
why      = { zh = "补贴按地发，面积多报了，多领的那份就从老实报数的人家身上少下来。", en = "The subsidy goes by land: where the area is too large, the surplus is what those who report honestly miss." }
basis    = ["农业支持保护补贴改革：耕地地力保护补贴与耕地面积挂钩，按确权（承包）面积发放", "县级实施办法（standards.toml 的 land_tolerance）"]
tables   = ["payments", "land_rights"]
uses     = ["land_leased_in", "households", "approved_members"]
say.zh   = "“{programme}”{period}按{subsidised_mu}亩补贴{name}户，而该户确权{confirmed_mu}亩、流入{leased_mu}亩（允许误差{tolerance}），本人涉及{money_rows}笔{amount_yuan}元。请核对面积来源。"
say.en   = "“{programme}” subsidised the household of {name} for {subsidised_mu} mu ({period}), while {confirmed_mu} mu are confirmed and {leased_mu} mu leased in (tolerance {tolerance}); {money_rows} rows, {amount_yuan} yuan. Check where the area comes from."
param.min_mu = { default = 0.05, unit = "mu above the tolerance", source = "areas are written with one or two decimals" }
param.tolerance = { default = 0, unit = "share of the confirmed area", source = "used where the county's standards state no land_tolerance" }
cells    = ["payments.area_mu", "payments.amount_yuan", "payments.name", "land_rights.area_mu", "land_rights.name", "land_leased_in.area_mu"]
innocent.leased-in = { zh = "当期有效的流入土地计入", en = "land leased in during the period is added" }
innocent.reclaimed = { zh = "备注为开荒、复垦、新增耕地的不比对", en = "rows noted as reclaimed or newly opened land are not compared" }
innocent.within-tolerance = { zh = "测量误差在县定范围以内的不算", en = "differences of measurement within the county's tolerance" }
innocent.held-by-the-household = { zh = "承包地登记在户内其他成员（含户号相同的已故承包人）名下的，合并计算", en = "land in the name of another member of the household, or under its household number, is added" }
innocent.instalments = { zh = "同一面积分次发放的，面积只计一次", en = "one area paid in instalments counts once" }
innocent.register-cell-damaged = { zh = "该村确权登记中户内人员的号码单元格已损坏的，不比对", en = "no comparison where the land register's row of a member of that household is damaged" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH own_rights AS (
    SELECT l.person_key, sum(l.area_mu) AS area_mu
    FROM land_rights AS l
    WHERE l.person_key IS NOT NULL
    GROUP BY l.person_key
),
perhaps_over AS (        -- whoever is within the own area makes no household exceed its own: the few others are looked at
    SELECT p.person_key
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN own_rights AS o
        ON o.person_key = p.person_key
    WHERE p.person_key IS NOT NULL
      AND p.amount_yuan > 0
    GROUP BY p.person_key, p.programme_id, p.period_start, o.area_mu
    HAVING sum(p.area_mu) > coalesce(o.area_mu, 0)
),
claimants AS (
    SELECT DISTINCT o.person_key
    FROM perhaps_over AS o
),
mates AS (
    SELECT h.person_key, h.mate_key, h.mate_name
    FROM claimants AS c
    JOIN housemates AS h
        ON h.person_key = c.person_key
),
all_mates AS (
    SELECT DISTINCT m.mate_key
    FROM mates AS m
),
land_rows AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.village_key,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme_id, coalesce(p.period_start, p.paid_on)) AS left_after_reversals
    FROM all_mates AS m
    JOIN paid AS p
        ON p.person_key = m.mate_key
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
),
areas AS (
    SELECT DISTINCT r.person_key, r.programme_id, r.period_start, r.period_end, r.area_mu   -- an area paid in instalments once
    FROM land_rows AS r
    WHERE r.area_mu > 0
      AND r.amount_yuan > 0
      AND r.left_after_reversals > 0                   -- unless: reversed
),
claims AS (
    SELECT a.person_key, a.programme_id, a.period_start, max(a.period_end) AS period_end, sum(a.area_mu) AS area_mu
    FROM areas AS a
    GROUP BY a.person_key, a.programme_id, a.period_start
),
allowed AS (
    SELECT coalesce(max(l.land_tolerance), $tolerance) AS tolerance
    FROM limits AS l
),
more_than_their_own AS (
    SELECT c.person_key, c.programme_id, c.period_start, c.period_end
    FROM claims AS c
    LEFT JOIN own_rights AS o
        ON o.person_key = c.person_key
    WHERE c.area_mu > coalesce(o.area_mu, 0)
),
subsidised AS (
    SELECT m.person_key, m.programme_id, m.period_start, m.period_end, sum(c.area_mu) AS area_mu
    FROM more_than_their_own AS m
    JOIN mates AS h
        ON h.person_key = m.person_key
    JOIN claims AS c
        ON c.person_key = h.mate_key
       AND c.programme_id = m.programme_id
       AND c.period_start = m.period_start
    GROUP BY m.person_key, m.programme_id, m.period_start, m.period_end
),
rights_by_number AS (    -- the land register's household numbers, where it uses those of the household register
    SELECT coalesce(w.town_key, '') || '|' || coalesce(v.village_key, '') || '|' || l.household_no AS household_id, l.row_id, l.area_mu
    FROM land_rights AS l
    LEFT JOIN village_keys AS v
        ON v.village = l.village
    LEFT JOIN town_keys AS w
        ON w.town = l.town
),
rights AS (
    SELECT h.person_key, l.row_id, l.area_mu
    FROM mates AS h
    JOIN land_rights AS l
        ON l.person_key = h.mate_key
    WHERE l.area_mu IS NOT NULL    -- of each member
    UNION
    SELECT c.person_key, l.row_id, l.area_mu
    FROM claimants AS c
    JOIN residents AS r
        ON r.person_key = c.person_key
    JOIN rights_by_number AS l
        ON l.household_id = r.household_id
    WHERE l.area_mu IS NOT NULL
),
confirmed AS (
    SELECT r.person_key, sum(r.area_mu) AS area_mu
    FROM rights AS r
    GROUP BY r.person_key
),
leases AS (
    SELECT m.person_key, m.programme_id, m.period_start, sum(l.area_mu) AS area_mu
    FROM more_than_their_own AS m
    JOIN mates AS h
        ON h.person_key = m.person_key
    JOIN land_leased_in AS l
        ON l.person_key = h.mate_key
    WHERE coalesce(l.from_on, DATE '1900-01-01') <= m.period_end
      AND coalesce(l.to_on, DATE '9999-12-31') >= m.period_start
    GROUP BY m.person_key, m.programme_id, m.period_start
),
as_written AS (
    SELECT x.row_id, x.name, coalesce(x.note, '') || '|' || coalesce(x.category, '') AS remark
    FROM payments AS x
    JOIN land_rows AS r
        ON r.row_id = x.row_id
    JOIN claimants AS c
        ON c.person_key = r.person_key
),
damaged_in_register AS (
    SELECT DISTINCT c.person_key
    FROM claimants AS c
    JOIN land_rows AS r
        ON r.person_key = c.person_key
    JOIN as_written AS x
        ON x.row_id = r.row_id
    JOIN mates AS h
        ON h.person_key = c.person_key
    JOIN land_rights_quarantined AS q
        ON q.name IN (x.name, h.mate_name)
    JOIN village_keys AS v
        ON v.village = q.village
       AND v.village_key = r.village_key
)
SELECT
    r.person_key                                       AS subject,
    r.programme_id,
    [r.row_id, k.row_id]                               AS evidence,
    r.amount_yuan,
    r.programme,
    r.period_start,
    r.period_end,
    s.area_mu                                          AS subsidised_mu,
    f.area_mu                                          AS confirmed_mu,
    coalesce(l.area_mu, 0)                             AS leased_mu,
    t.tolerance
FROM subsidised AS s
JOIN land_rows AS r
    ON r.person_key = s.person_key
   AND r.programme_id = s.programme_id
   AND r.period_start = s.period_start
JOIN as_written AS x
    ON x.row_id = r.row_id
JOIN confirmed AS f      -- who has none at all is D04
    ON f.person_key = s.person_key
JOIN rights AS k
    ON k.person_key = s.person_key
LEFT JOIN leases AS l
    ON l.person_key = s.person_key
   AND l.programme_id = s.programme_id
   AND l.period_start = s.period_start
LEFT JOIN damaged_in_register AS d
    ON d.person_key = s.person_key
CROSS JOIN allowed AS t
WHERE r.amount_yuan > 0
  AND s.area_mu - f.area_mu > $min_mu
  AND s.area_mu - coalesce(l.area_mu, 0) - f.area_mu * (1 + t.tolerance) > $min_mu   -- unless: leased-in
  AND NOT (x.remark LIKE '%开荒%' OR x.remark LIKE '%开垦%' OR x.remark LIKE '%复垦%' OR x.remark LIKE '%新增耕地%' OR x.remark LIKE '%整治新增%')   -- unless: reclaimed
  AND d.person_key IS NULL                             -- unless: register-cell-damaged
