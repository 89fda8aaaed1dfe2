/* lianjing-rule
id       = "B04"
category = "B04"
strength = "screen"
subject  = "village"
side     = "by"
funds    = "discretionary"
title    = { zh = "酌定类救助中村干部亲属占比偏高", en = "Kin of officials far over-represented among those aided at discretion" }
means    = { zh = "一个村酌定类项目（临时救助、危房改造、公益性岗位等）领款人中，村干部申报亲属所占比例远高于其占全村人口的比例（二项分布，正态近似）。受益人少于规定人数、亲属少于规定人数或期望值不足的村不计算，也不作任何结论。只供排序，不能单独作为疑点。", en = "Among a village's recipients of discretionary programmes the share of declared kin of its officials is far above their share of the village's people (binomial, normal approximation). Villages with fewer recipients or kin than stated are not computed, which says nothing about them. It only ranks." }
why      = { zh = "临时救助、公益岗这类钱给谁由村里评议，评上的多是干部家里人，没有关系的困难户就难排上。是不是真困难，把名单和评议摆出来就能说清。", en = "Who gets this aid is settled in the village: where many of those chosen are officials' kin, poor families without ties find it hard to get in. If the need is real, the list and the discussion will show it." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["payments", "kin", "households"]
uses     = ["officials"]
conditions = [
    { sql = "SELECT count(DISTINCT person_key) >= 20 FROM payments WHERE amount_yuan > 0", zh = "至少20名领款人", en = "at least 20 payees" },
    { sql = "SELECT count(DISTINCT person_key) >= 5 FROM kin", zh = "至少5名村干部申报亲属", en = "at least 5 declared kin of officials" },
]
say.zh   = "{village_name}酌定类项目{recipients}名领款人中有{kin_recipients}名为村干部申报亲属；亲属占全村登记人口{residents}人中的{kin_residents}人。请核对评议和公示程序。"
say.en   = "Of {recipients} recipients of discretionary programmes in {village_name}, {kin_recipients} are declared kin of its officials; kin are {kin_residents} of {residents} registered people. Check how the cases were discussed and published."
param.min_recipients = { default = 20, unit = "recipients in the village", source = "the approximation needs numbers; below, the screen is not run for the village" }
param.min_kin = { default = 5, unit = "kin among the recipients", source = "fewer are looked at one by one by B03" }
param.times = { default = 3, unit = "times the share of kin in the village", source = "materiality; a county may set its own" }
param.z_squared = { default = 16, unit = "square of standard deviations", source = "four standard deviations: one village in thirty thousand by chance" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "kin.name", "kin.relation", "kin.official_name"]
innocent.small-numbers = { zh = "领款人、亲属人数少的村不计算", en = "villages with few recipients or few kin are not computed" }
innocent.large-family-village = { zh = "亲属在全村本来就多的，按其占人口的比例期望", en = "where kin are many in the village, many are expected among the recipients" }
innocent.kinship-ended = { zh = "亲属关系已在所属期以前结束的不计", en = "kinship that ended before the period does not count" }
*/
WITH people AS (
    SELECT r.town_key, r.village_key, count(*) AS residents
    FROM residents AS r
    WHERE r.village_key IS NOT NULL
      AND r.moved_out_on IS NULL
    GROUP BY r.town_key, r.village_key
),
related AS (             -- kin of an official of the village in which they are registered
    SELECT k.person_key, v.village_key, min(k.row_id) AS kin_row, max(coalesce(k.to_on, DATE '9999-12-31')) AS kin_to
    FROM kin AS k
    JOIN village_keys AS v
        ON v.village = k.village
    WHERE k.person_key IS NOT NULL
    GROUP BY k.person_key, v.village_key
),
related_people AS (
    SELECT r.town_key, r.village_key, count(*) AS kin_residents
    FROM residents AS r
    JOIN related AS k
        ON k.person_key = r.person_key
       AND k.village_key = r.village_key
    WHERE r.moved_out_on IS NULL
    GROUP BY r.town_key, r.village_key
),
aided AS (
    SELECT
        p.row_id, p.person_key, p.amount_yuan, p.programme, r.town_key, r.village_key, r.village,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        k.kin_row
    FROM paid AS p
    JOIN programmes AS g
        ON g.programme_id = p.programme_id
    JOIN residents AS r
        ON r.person_key = p.person_key
    LEFT JOIN related AS k
        ON k.person_key = p.person_key
       AND k.village_key = r.village_key
       AND k.kin_to >= coalesce(p.period_start, p.paid_on)              -- unless: kinship-ended
    WHERE g.discretionary
      AND p.amount_yuan > 0
),
counted AS (
    SELECT a.town_key, a.village_key, count(DISTINCT a.person_key) AS recipients,
        count(DISTINCT CASE WHEN a.kin_row IS NOT NULL THEN a.person_key END) AS kin_recipients
    FROM aided AS a
    GROUP BY a.town_key, a.village_key
),
shares AS (
    SELECT
        c.town_key, c.village_key, c.recipients, c.kin_recipients, n.residents, k.kin_residents,
        cast(k.kin_residents AS DOUBLE) / n.residents AS expected_share
    FROM counted AS c
    JOIN people AS n
        ON n.village_key = c.village_key
       AND n.town_key IS NOT DISTINCT FROM c.town_key
    JOIN related_people AS k
        ON k.village_key = c.village_key
       AND k.town_key IS NOT DISTINCT FROM c.town_key
    WHERE k.kin_residents < n.residents
),
above AS (
    SELECT s.town_key, s.village_key, s.recipients, s.kin_recipients, s.residents, s.kin_residents
    FROM shares AS s
    WHERE s.kin_recipients > 0
      AND s.recipients >= $min_recipients AND s.kin_recipients >= $min_kin      -- unless: small-numbers
      AND s.kin_recipients > s.recipients * s.expected_share * $times AND (s.kin_recipients - s.recipients * s.expected_share) * (s.kin_recipients - s.recipients * s.expected_share) > $z_squared * s.recipients * s.expected_share * (1 - s.expected_share)   -- unless: large-family-village
)
SELECT
    coalesce(cast(b.town_key AS VARCHAR), '') || '|' || cast(b.village_key AS VARCHAR) AS subject,
    [a.row_id, a.kin_row]    AS evidence,
    a.amount_yuan,
    a.period_start,
    a.period_end,
    coalesce(a.village, '本村') AS village_name,
    b.recipients,
    b.kin_recipients,
    b.residents,
    b.kin_residents
FROM above AS b
JOIN aided AS a
    ON a.village_key = b.village_key
   AND a.town_key IS NOT DISTINCT FROM b.town_key
WHERE a.kin_row IS NOT NULL
