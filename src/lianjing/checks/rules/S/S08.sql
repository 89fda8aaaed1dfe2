/* lianjing-rule
id       = "S08"
category = "S08"
strength = "screen"
subject  = "village"
side     = "by"
funds    = "period NOT IN ('event', 'once')"
title    = { zh = "一村受益人数比上年猛增", en = "Recipients of a village grew far more than elsewhere" }
means    = { zh = "同一待遇，一个村的领款人数与上年相比，远超过按全县增长中位数推算的人数。上年人数不足规定、可比村数不足、所在乡镇有村合并或撤销的不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "For a programme, the recipients of a village are far more than last year's times the median growth of the county's villages. Villages with fewer recipients last year than stated, programmes with few comparable villages, and towns in which a village disappeared are not computed, which says nothing about them. It only ranks." }
why      = { zh = "一个村领钱的人一年翻几倍，要是有不该进的进来了，真正困难的人就会被挤薄。也可能是以前漏了人、现在补齐，问一问就清楚。", en = "If a village's recipients multiply in a year and some do not belong there, less is left for those in real need. It may be that people left out before were taken in at last; asking will tell." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["payments"]
conditions = [
    { sql = "SELECT count(DISTINCT year(period_start)) >= 2 FROM payments WHERE amount_yuan > 0", zh = "至少两年的发放明细", en = "pay lists of at least two years" },
    { sql = "SELECT count(*) >= 8 FROM (SELECT town, village FROM payments WHERE village IS NOT NULL GROUP BY town, village) AS x", zh = "至少8个村的发放明细", en = "pay lists of at least 8 villages" },
]
say.zh   = "{village_name}“{programme}”领款人由上年{before}人增至{programme_year}年{now}人；按全县{villages}个村的增长中位数约为{expected}人。请核对新增人员的申请和公示。"
say.en   = "Recipients of “{programme}” in {village_name} grew from {before} to {now} in {programme_year}; the median growth of {villages} villages makes about {expected}. Check how the new ones applied and were published."
param.min_before = { default = 10, unit = "recipients of the year before", source = "smaller villages jump by nature" }
param.min_villages = { default = 8, unit = "comparable villages", source = "fewer have no meaningful median" }
param.times = { default = 2, unit = "times the expected number", source = "materiality; a county may set its own" }
param.z_squared = { default = 36, unit = "square of standard deviations", source = "six standard deviations (Poisson)" }
cells    = ["payments.name", "payments.village", "payments.period_start", "payments.amount_yuan"]
innocent.merged-villages = { zh = "乡镇内有村上年有人领款而本年没有的（合并、撤销、改名），该乡镇不计算", en = "a village of the town that had recipients last year has none now: merged, dissolved or renamed" }
innocent.county-wide-growth = { zh = "扩面、提标使各村都增加的，按中位数比较", en = "where the programme was widened, all villages grow and the median counts" }
innocent.small-village = { zh = "上年人数少的村不计算", en = "villages with few recipients last year" }
innocent.few-villages = { zh = "可比村太少时不计算", en = "too few comparable villages" }
innocent.once-only = { zh = "一次性、一事一发的项目各年本来就不同", en = "programmes of an event or once only differ from year to year" }
*/
WITH regular AS (
    SELECT g.programme_id
    FROM programmes AS g
    WHERE g.programme_id IS NOT NULL
      AND g.period NOT IN ('event', 'once')         -- unless: once-only
),
recipients AS (
    SELECT p.programme_id, p.programme, p.town_key, p.village_key, year(p.period_start) AS programme_year, p.person_key, min(p.row_id) AS row_id
    FROM paid AS p
    WHERE p.programme_id IN (SELECT r.programme_id FROM regular AS r)
      AND p.amount_yuan > 0
      AND p.person_key IS NOT NULL
      AND p.village_key IS NOT NULL
      AND p.period_start IS NOT NULL
    GROUP BY p.programme_id, p.programme, p.town_key, p.village_key, year(p.period_start), p.person_key
),
counted AS (
    SELECT r.programme_id, r.town_key, r.village_key, r.programme_year, count(*) AS persons
    FROM recipients AS r
    GROUP BY r.programme_id, r.town_key, r.village_key, r.programme_year
),
years AS (               -- only years which the whole county's lists of the programme cover: half of the villages or more of the fullest year
    SELECT c.programme_id, c.programme_year, count(*) AS villages, max(count(*)) OVER (PARTITION BY c.programme_id) AS most_villages
    FROM counted AS c
    GROUP BY c.programme_id, c.programme_year
),
vanished AS (
    SELECT DISTINCT a.programme_id, a.town_key, a.programme_year
    FROM counted AS a
    LEFT JOIN counted AS b
        ON b.programme_id = a.programme_id
       AND b.town_key IS NOT DISTINCT FROM a.town_key
       AND b.village_key = a.village_key
       AND b.programme_year = a.programme_year + 1
    WHERE b.programme_id IS NULL
),
growth AS (
    SELECT
        b.programme_id, b.town_key, b.village_key, b.programme_year, a.persons AS before, b.persons AS now,
        cast(b.persons AS DOUBLE) / a.persons AS times_grown
    FROM counted AS a
    JOIN counted AS b
        ON b.programme_id = a.programme_id
       AND b.town_key IS NOT DISTINCT FROM a.town_key
       AND b.village_key = a.village_key
       AND b.programme_year = a.programme_year + 1
    JOIN years AS y
        ON y.programme_id = a.programme_id
       AND y.programme_year = a.programme_year
    WHERE 2 * y.villages >= y.most_villages
      AND a.persons >= $min_before                                                    -- unless: small-village
),
placed AS (
    SELECT g.programme_id, g.programme_year, g.times_grown,
        row_number() OVER (PARTITION BY g.programme_id, g.programme_year ORDER BY g.times_grown, g.town_key, g.village_key) AS place_no,
        count(*) OVER (PARTITION BY g.programme_id, g.programme_year) AS villages
    FROM growth AS g
),
medians AS (
    SELECT p.programme_id, p.programme_year, p.villages, sum(p.times_grown) / count(*) AS usual_growth
    FROM placed AS p
    WHERE 2 * p.place_no >= p.villages
      AND 2 * p.place_no <= p.villages + 2
    GROUP BY p.programme_id, p.programme_year, p.villages
),
jumped AS (
    SELECT
        g.programme_id, g.town_key, g.village_key, g.programme_year, g.before, g.now, m.villages,
        g.before * m.usual_growth AS expected
    FROM growth AS g
    JOIN medians AS m
        ON m.programme_id = g.programme_id
       AND m.programme_year = g.programme_year
    WHERE g.now > g.before * $times
      AND m.villages >= $min_villages                                                 -- unless: few-villages
      AND NOT EXISTS (SELECT 1 FROM vanished AS v WHERE v.programme_id = g.programme_id AND v.town_key IS NOT DISTINCT FROM g.town_key AND v.programme_year + 1 = g.programme_year)   -- unless: merged-villages
)
SELECT
    coalesce(cast(j.town_key AS VARCHAR), '') || '|' || cast(j.village_key AS VARCHAR) || '|' || cast(j.programme_year AS VARCHAR) AS subject,
    j.programme_id,
    [r.row_id]                  AS evidence,
    x.amount_yuan,
    r.programme,
    x.period_start,
    x.period_end,
    coalesce(x.village, '本村') AS village_name,
    j.programme_year,
    j.before,
    j.now,
    j.villages,
    cast(round(j.expected) AS BIGINT) AS expected
FROM jumped AS j
JOIN recipients AS r
    ON r.programme_id = j.programme_id
   AND r.town_key IS NOT DISTINCT FROM j.town_key
   AND r.village_key = j.village_key
   AND r.programme_year = j.programme_year
JOIN payments AS x
    ON x.row_id = r.row_id
LEFT JOIN recipients AS o
    ON o.programme_id = r.programme_id
   AND o.person_key = r.person_key
   AND o.programme_year = j.programme_year - 1
WHERE o.person_key IS NULL
  AND j.now > j.expected * $times AND (j.now - j.expected) * (j.now - j.expected) > $z_squared * j.expected      -- unless: county-wide-growth
