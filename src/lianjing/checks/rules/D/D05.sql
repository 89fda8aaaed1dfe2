/* lianjing-rule
id       = "D05"
category = "D05"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "programme_id IN ('land_fertility', 'grain_direct')"
title    = { zh = "承包地已全部征收，仍领取按耕地发放的补贴", en = "All the land was taken, and the subsidy for arable land goes on" }
means    = { zh = "征收登记显示某户的土地已全部被征收（以征收前的补贴面积或确权面积为准），此后的年度仍按耕地领取补贴，也没有流入土地。", en = "The register of requisitions shows that all land of a household was taken, by its subsidised area before or its confirmed area, and the subsidy for arable land was paid for later years without land leased in." }
why      = { zh = "地已经征走并补偿过，再领种地补贴就是一地两份钱。", en = "The land was taken and paid for; a subsidy for tilling it is money twice for one field." }
basis    = ["财农〔2016〕26号：对已作为畜牧养殖场使用、征（占）用等改变用途的耕地不再给予补贴"]
tables   = ["payments", "requisitions"]
uses     = ["land_rights", "land_leased_in", "households", "approved_members"]
say.zh   = "{name}户{taken_mu}亩承包地已于{required_on}征收（此前{base_mu}亩），“{programme}”{period}仍发放{area_mu}亩{amount_yuan}元。请核对剩余耕地面积。"
say.en   = "{taken_mu} mu of the household of {name} were taken on {required_on} ({base_mu} mu before); “{programme}” still paid {amount_yuan} yuan for {area_mu} mu in {period}. Check what land is left."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.season_days = { default = 180, unit = "days from the taking to the period paid", source = "winter wheat sown in autumn is reaped in early summer; a county may set its own" }
param.whole_percent = { default = 97, unit = "percent of the land", source = "areas are measured anew when land is taken" }
cells    = ["payments.area_mu", "payments.period_start", "payments.amount_yuan", "requisitions.taken_mu", "requisitions.required_on", "land_rights.area_mu"]
innocent.season-already-sown = { zh = "征收时当季已播种的，当季补贴照发", en = "the season was already sown when the land was taken" }
innocent.leased-in = { zh = "当期有流入土地的不算", en = "land leased in at that time" }
innocent.part-only = { zh = "只征收一部分、还有剩余耕地的不算", en = "only part was taken" }
innocent.temporary-or-cancelled = { zh = "临时用地、已复垦退还、项目取消的不算", en = "the land was taken for a time only, given back, or the project was dropped" }
innocent.land-of-a-housemate = { zh = "同户其他人还有确权耕地的不算", en = "a housemate has confirmed land left" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH takings AS (
    SELECT q.person_key, sum(q.taken_mu) AS taken_mu, max(q.required_on) AS required_on, min(q.row_id) AS row_id
    FROM requisitions AS q
    WHERE q.person_key IS NOT NULL
      AND q.taken_mu > 0
      AND q.required_on IS NOT NULL
      AND NOT (coalesce(q.note, '') LIKE '%临时%' OR coalesce(q.note, '') LIKE '%复垦%' OR coalesce(q.note, '') LIKE '%退还%' OR coalesce(q.note, '') LIKE '%取消%' OR coalesce(q.note, '') LIKE '%撤销%' OR coalesce(q.project_name, '') LIKE '%临时%')   -- unless: temporary-or-cancelled
    GROUP BY q.person_key
),
land_rows AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end
    FROM takings AS t
    JOIN paid AS p
        ON p.person_key = t.person_key
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start = p.period_start
    WHERE p.amount_yuan >= $min_yuan
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
),
years_before AS (
    SELECT r.person_key, r.programme_id, r.period_start, sum(r.area_mu) AS area_mu
    FROM land_rows AS r
    JOIN takings AS t
        ON t.person_key = r.person_key
    WHERE r.period_start <= t.required_on
      AND r.area_mu > 0
    GROUP BY r.person_key, r.programme_id, r.period_start
),
before AS (
    SELECT y.person_key, max(y.area_mu) AS area_mu
    FROM years_before AS y
    GROUP BY y.person_key
),
confirmed AS (
    SELECT k.person_key, sum(k.area_mu) AS area_mu
    FROM land_rights AS k
    WHERE k.person_key IS NOT NULL
    GROUP BY k.person_key
),
based AS (               -- a land register brought up to date after the taking shows the rest: it counts only where it equals what was taken
    SELECT t.person_key, t.taken_mu, t.required_on, t.row_id, coalesce(b.area_mu, CASE WHEN c.area_mu * 120 >= t.taken_mu * 100 THEN c.area_mu END) AS base_mu
    FROM takings AS t
    LEFT JOIN before AS b
        ON b.person_key = t.person_key
    LEFT JOIN confirmed AS c
        ON c.person_key = t.person_key
),
others_hold AS (
    SELECT DISTINCT t.person_key
    FROM takings AS t
    JOIN housemates AS h
        ON h.person_key = t.person_key
    JOIN confirmed AS c
        ON c.person_key = h.mate_key
    WHERE h.mate_key <> t.person_key
)
SELECT
    r.person_key             AS subject,
    r.programme_id,
    [r.row_id, t.row_id]     AS evidence,
    r.amount_yuan,
    r.programme,
    r.period_start,
    r.period_end,
    coalesce(cast(r.area_mu AS VARCHAR), '面积未注明的') AS area_mu,
    t.taken_mu,
    t.base_mu,
    t.required_on
FROM based AS t
JOIN land_rows AS r
    ON r.person_key = t.person_key
LEFT JOIN others_hold AS o
    ON o.person_key = t.person_key
WHERE r.period_start > t.required_on
  AND t.base_mu IS NOT NULL
  AND t.taken_mu * 100 >= t.base_mu * $whole_percent         -- unless: part-only
  AND r.period_start > t.required_on + $season_days          -- unless: season-already-sown
  AND o.person_key IS NULL                                   -- unless: land-of-a-housemate
  AND NOT EXISTS (SELECT 1 FROM land_leased_in AS l JOIN housemates AS h ON h.mate_key = l.person_key WHERE h.person_key = r.person_key AND coalesce(l.from_on, DATE '1900-01-01') <= r.period_end AND coalesce(l.to_on, DATE '9999-12-31') >= r.period_start)   -- unless: leased-in
