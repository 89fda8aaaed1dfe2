/* lianjing-rule
id       = "D08"
category = "D08"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "programme_id IN ('land_fertility', 'grain_direct')"
title    = { zh = "补贴面积比上年突增，没有相应的土地变动", en = "The subsidised area leaps from one year to the next without a land event" }
means    = { zh = "同一人同一按地发放的补贴，当年面积比上年明显增加，超出部分没有确权面积、流入土地或户内变动可以解释。", en = "For one person and one subsidy paid by land, this year's area is far above last year's, and neither land rights, leases nor a change in the household explain it." }
why      = { zh = "凭空多出来的面积，占的是大家的补贴。", en = "Area out of nowhere takes from the subsidy of all." }
basis    = ["农业支持保护补贴改革：耕地地力保护补贴面积以确权（承包）面积为基础，变动应有依据"]
tables   = ["payments"]
uses     = ["land_rights", "land_leased_in", "households", "approved_members", "deaths"]
say.zh   = "“{programme}”{period}按{area_mu}亩补贴{name}，上年为{last_mu}亩；确权{confirmed_mu}亩、流入{leased_mu}亩，涉及{amount_yuan}元。请核对面积增加的依据。"
say.en   = "“{programme}” subsidised {name} for {area_mu} mu ({period}), {last_mu} mu the year before; {confirmed_mu} mu are confirmed and {leased_mu} mu leased in; {amount_yuan} yuan. Check why the area grew."
param.min_mu = { default = 2, unit = "mu more than the year before", source = "small changes are new measurements; a county may set its own" }
param.percent = { default = 50, unit = "percent more than the year before", source = "small changes are new measurements; a county may set its own" }
cells    = ["payments.area_mu", "payments.period_start", "payments.amount_yuan", "payments.name"]
innocent.lease-in = { zh = "当年流入的土地可以解释的不算", en = "land leased in explains it" }
innocent.confirmed = { zh = "面积没有超过本户确权面积的不算（上年少报）", en = "it is not above what is confirmed for the household: the year before was short" }
innocent.taken-over-in-the-household = { zh = "同户其他人上年领取、当年不再领取的面积并入的不算", en = "a housemate's area of the year before, no longer paid to that one, was added" }
innocent.reclaimed = { zh = "备注为开荒、复垦、新增耕地、重新测量的不算", en = "rows noted as reclaimed, new or newly measured land" }
innocent.everybody-measured-anew = { zh = "全村多数人面积同时增加的，为重新丈量，不算", en = "most of the village grew at once: the land was measured anew" }
*/
WITH land_rows AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.village_key, p.period_start, p.period_end, year(p.period_start) AS in_year
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    WHERE p.person_key IS NOT NULL
      AND p.amount_yuan > 0
      AND p.area_mu > 0
      AND p.period_start IS NOT NULL
),
areas AS (
    SELECT a.person_key, a.programme_id, a.village_key, a.in_year, sum(a.area_mu) AS area_mu
    FROM (SELECT DISTINCT r.person_key, r.programme_id, r.village_key, r.in_year, r.area_mu FROM land_rows AS r) AS a
    GROUP BY a.person_key, a.programme_id, a.village_key, a.in_year
),
compared AS (
    SELECT n.person_key, n.programme_id, n.village_key, n.in_year, n.area_mu, o.area_mu AS last_mu
    FROM areas AS n
    JOIN areas AS o
        ON o.person_key = n.person_key
       AND o.programme_id = n.programme_id
       AND o.in_year = n.in_year - 1
),
villages AS (
    SELECT c.programme_id, c.village_key, c.in_year, count(*) AS persons, cast(sum(CASE WHEN c.area_mu > c.last_mu THEN 1 ELSE 0 END) AS BIGINT) AS grown
    FROM compared AS c
    GROUP BY c.programme_id, c.village_key, c.in_year
),
leaps AS (
    SELECT c.person_key, c.programme_id, c.village_key, c.in_year, c.area_mu, c.last_mu
    FROM compared AS c
    WHERE c.area_mu - c.last_mu >= $min_mu
      AND c.area_mu * 100 >= c.last_mu * (100 + $percent)
),
mates AS (
    SELECT DISTINCT l.person_key, h.mate_key
    FROM leaps AS l
    JOIN housemates AS h
        ON h.person_key = l.person_key
),
confirmed AS (
    SELECT m.person_key, sum(k.area_mu) AS area_mu
    FROM mates AS m
    JOIN land_rights AS k
        ON k.person_key = m.mate_key
    GROUP BY m.person_key
),
leased AS (
    SELECT l.person_key, l.programme_id, l.in_year, sum(k.area_mu) AS area_mu
    FROM leaps AS l
    JOIN mates AS m
        ON m.person_key = l.person_key
    JOIN land_leased_in AS k
        ON k.person_key = m.mate_key
    WHERE year(coalesce(k.from_on, DATE '1900-01-01')) <= l.in_year
      AND year(coalesce(k.to_on, DATE '9999-12-31')) >= l.in_year
    GROUP BY l.person_key, l.programme_id, l.in_year
),
handed_over AS (
    SELECT l.person_key, l.programme_id, l.in_year, sum(a.area_mu) AS area_mu
    FROM leaps AS l
    JOIN mates AS m
        ON m.person_key = l.person_key
    JOIN areas AS a
        ON a.person_key = m.mate_key
       AND a.programme_id = l.programme_id
       AND a.in_year = l.in_year - 1
    WHERE m.mate_key <> l.person_key
      AND NOT EXISTS (SELECT 1 FROM areas AS b WHERE b.person_key = m.mate_key AND b.programme_id = l.programme_id AND b.in_year = l.in_year)
    GROUP BY l.person_key, l.programme_id, l.in_year
),
as_written AS (
    SELECT x.row_id, coalesce(x.note, '') || '|' || coalesce(x.category, '') AS remark
    FROM leaps AS l
    JOIN land_rows AS r
        ON r.person_key = l.person_key
    JOIN payments AS x
        ON x.row_id = r.row_id
)
SELECT DISTINCT
    r.person_key                             AS subject,
    r.programme_id,
    [r.row_id, o.row_id]                     AS evidence,
    r.amount_yuan,
    r.programme,
    r.period_start,
    r.period_end,
    l.area_mu,
    l.last_mu,
    coalesce(c.area_mu, 0)                   AS confirmed_mu,
    coalesce(k.area_mu, 0)                   AS leased_mu
FROM leaps AS l
JOIN land_rows AS r
    ON r.person_key = l.person_key
   AND r.programme_id = l.programme_id
   AND r.in_year = l.in_year
JOIN land_rows AS o
    ON o.person_key = l.person_key
   AND o.programme_id = l.programme_id
   AND o.in_year = l.in_year - 1
JOIN as_written AS x
    ON x.row_id = r.row_id
JOIN villages AS v
    ON v.programme_id = l.programme_id
   AND v.village_key IS NOT DISTINCT FROM l.village_key
   AND v.in_year = l.in_year
LEFT JOIN confirmed AS c
    ON c.person_key = l.person_key
LEFT JOIN leased AS k
    ON k.person_key = l.person_key
   AND k.programme_id = l.programme_id
   AND k.in_year = l.in_year
LEFT JOIN handed_over AS h
    ON h.person_key = l.person_key
   AND h.programme_id = l.programme_id
   AND h.in_year = l.in_year
WHERE r.amount_yuan > 0
  AND l.area_mu - coalesce(k.area_mu, 0) - l.last_mu >= $min_mu   -- unless: lease-in
  AND (c.area_mu IS NULL OR l.area_mu - c.area_mu >= $min_mu)   -- unless: confirmed
  AND l.area_mu - coalesce(h.area_mu, 0) - l.last_mu >= $min_mu   -- unless: taken-over-in-the-household
  AND NOT (x.remark LIKE '%开荒%' OR x.remark LIKE '%开垦%' OR x.remark LIKE '%复垦%' OR x.remark LIKE '%新增%' OR x.remark LIKE '%整治%' OR x.remark LIKE '%重测%' OR x.remark LIKE '%丈量%' OR x.remark LIKE '%实测%' OR x.remark LIKE '%更正%')   -- unless: reclaimed
  AND (v.persons < 3 OR v.grown * 2 < v.persons)             -- unless: everybody-measured-anew
