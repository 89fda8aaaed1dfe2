/* lianjing-rule
id       = "F07"
category = "F07"
strength = "screen"
subject  = "allocation"
side     = "by"
funds    = "coalesce(payee, '') <> 'project'"
title    = { zh = "人均拨付额远高于其他乡镇", en = "Allotted far more a head than other towns" }
means    = { zh = "同一项目同一年，各乡镇拨付额除以户籍登记人数，与中位数的差超过各镇离差中位数的若干倍。参加比较的乡镇不足规定个数、登记人数不足规定人数、户籍登记没有覆盖各乡镇的，不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "For a programme and year, money allotted to each town divided by its registered people lies further above the median than so many times the median deviation. With fewer towns than stated, towns of few registered people, or a register that does not cover the towns, nothing is computed, which says nothing about them. It only ranks." }
why      = { zh = "同样的补贴，一个乡镇人均多出好几倍，别的乡镇的人就分得少；怎么分的，应当讲得清楚。", en = "Where one town has several times as much a head of the same subsidy, less is left for the people of the others; it should be clear how it was shared out." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["allocations", "households"]
conditions = [
    { sql = "SELECT count(DISTINCT coalesce(town, payee_unit)) >= 8 FROM allocations WHERE amount_yuan > 0", zh = "至少8个乡镇有拨付记录", en = "allotments to at least 8 towns" },
    { sql = "SELECT count(DISTINCT town) >= 8 FROM households", zh = "至少8个乡镇有户籍登记", en = "a household register of at least 8 towns" },
    { sql = "SELECT count(*) >= 8 * 500 FROM households", zh = "户籍登记至少4000人（8个乡镇每个500人）", en = "at least 4,000 registered people (500 in each of 8 towns)" },
]
say.zh   = "{place}{programme_year}年“{programme}”人均拨付{per_head_yuan}元，{towns}个乡镇的中位数为{median_yuan}元。请核对分配依据和测算过程。"
say.en   = "{place} was allotted {per_head_yuan} yuan a head of “{programme}” in {programme_year}; the median of {towns} towns is {median_yuan}. Check on what basis the money was shared out."
param.min_towns = { default = 8, unit = "towns with allotments and a register", source = "fewer have no meaningful spread" }
param.min_people = { default = 500, unit = "registered people of the town", source = "fewer are not the town's register" }
param.times = { default = 2, unit = "times the median", source = "materiality; a county may set its own" }
param.deviations = { default = 8, unit = "times the median deviation", source = "about five standard deviations where sums are spread evenly" }
cells    = ["allocations.amount_yuan", "allocations.programme", "allocations.town", "allocations.payee_unit", "allocations.note"]
innocent.mountain-coefficient = { zh = "备注写明山区、边远、贫困等分配系数的不算", en = "the remark names a coefficient for mountains, remoteness or poverty" }
innocent.works = { zh = "项目、工程资金按项目安排，不按人头", en = "works are planned by project, not by head" }
innocent.small-town = { zh = "登记人数少的乡镇不比较", en = "towns with few registered people are not compared" }
innocent.few-towns = { zh = "可比较的乡镇太少时不计算", en = "too few towns to compare" }
*/
WITH people AS (
    SELECT cast(r.town_key AS VARCHAR) AS place_key, count(*) AS people
    FROM residents AS r
    WHERE r.town_key IS NOT NULL
      AND r.moved_out_on IS NULL
    GROUP BY cast(r.town_key AS VARCHAR)
),
allotments AS (
    SELECT a.row_id, a.programme_id, a.programme, a.place, a.place_key, a.amount_yuan, a.said, a.period_start, a.period_end, year(coalesce(a.period_start, a.sent_on, a.received_on)) AS programme_year
    FROM allotted AS a
    WHERE a.programme_id IS NOT NULL
      AND a.amount_yuan > 0
      AND a.to_people                                              -- unless: works
),
by_town AS (
    SELECT a.programme_id, a.programme, a.programme_year, a.place_key, sum(a.amount_yuan) / n.people AS per_head
    FROM allotments AS a
    JOIN people AS n
        ON n.place_key = a.place_key
    WHERE a.programme_year IS NOT NULL
      AND n.people >= $min_people                                  -- unless: small-town
    GROUP BY a.programme_id, a.programme, a.programme_year, a.place_key, n.people
),
placed AS (
    SELECT b.programme_id, b.programme_year, b.place_key, b.per_head,
        row_number() OVER (PARTITION BY b.programme_id, b.programme_year ORDER BY b.per_head, b.place_key) AS place_no,
        count(*) OVER (PARTITION BY b.programme_id, b.programme_year) AS towns
    FROM by_town AS b
),
medians AS (
    SELECT p.programme_id, p.programme_year, p.towns, sum(p.per_head) / count(*) AS median_yuan
    FROM placed AS p
    WHERE 2 * p.place_no >= p.towns
      AND 2 * p.place_no <= p.towns + 2
    GROUP BY p.programme_id, p.programme_year, p.towns
),
deviations AS (
    SELECT p.programme_id, p.programme_year, p.towns, m.median_yuan, abs(p.per_head - m.median_yuan) AS deviation,
        row_number() OVER (PARTITION BY p.programme_id, p.programme_year ORDER BY abs(p.per_head - m.median_yuan), p.place_key) AS place_no
    FROM placed AS p
    JOIN medians AS m
        ON m.programme_id = p.programme_id
       AND m.programme_year = p.programme_year
),
spreads AS (
    SELECT d.programme_id, d.programme_year, d.towns, d.median_yuan, sum(d.deviation) / count(*) AS median_deviation
    FROM deviations AS d
    WHERE 2 * d.place_no >= d.towns
      AND 2 * d.place_no <= d.towns + 2
    GROUP BY d.programme_id, d.programme_year, d.towns, d.median_yuan
)
SELECT
    p.place_key || '|' || cast(p.programme_id AS VARCHAR) || '|' || cast(p.programme_year AS VARCHAR) AS subject,
    p.programme_id,
    [a.row_id]                                    AS evidence,
    a.amount_yuan,
    a.programme,
    a.period_start,
    a.period_end,
    coalesce(a.place, p.place_key)                AS place,
    p.programme_year,
    s.towns,
    cast(p.per_head AS DECIMAL(18,2))             AS per_head_yuan,
    cast(s.median_yuan AS DECIMAL(18,2))          AS median_yuan
FROM placed AS p
JOIN spreads AS s
    ON s.programme_id = p.programme_id
   AND s.programme_year = p.programme_year
JOIN allotments AS a
    ON a.programme_id = p.programme_id
   AND a.programme_year = p.programme_year
   AND a.place_key = p.place_key
WHERE p.per_head > s.median_yuan * $times
  AND p.per_head - s.median_yuan > s.median_deviation * $deviations
  AND s.median_deviation > 0
  AND s.towns >= $min_towns                       -- unless: few-towns
  AND NOT (a.said LIKE '%系数%' OR a.said LIKE '%山区%' OR a.said LIKE '%边远%' OR a.said LIKE '%深度贫困%' OR a.said LIKE '%重点%' OR a.said LIKE '%灾%' OR a.said LIKE '%试点%')   -- unless: mountain-coefficient
