/* lianjing-rule
id       = "E02"
category = "E02"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('dangerous_house')"
title    = { zh = "同一户重复享受危房改造补助", en = "One household had the grant for a dangerous house twice" }
means    = { zh = "危房改造补助名单中，同一人或同一户（户籍、核定家庭）的两人，先后或同时各享受一次，且不是同一次改造的分期拨付。", en = "The lists of grants for dangerous houses have the same person, or two people of one household, with two grants that are not instalments of one renovation." }
why      = { zh = "一户得了两次，就有一户住危房的人家一次也没有。", en = "Where one household has the grant twice, another that lives in a dangerous house has none." }
basis    = ["农村危房改造办法：一户一宅、一户一次，已享受补助的农户原则上不重复补助", "县级实施办法"]
tables   = ["payments"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "{name}户“{programme}”{amount_yuan}元以外，{other_zh}在{other_day}另有一次补助{other_yuan}元，两人登记在同一户。请核对两次改造的房屋、鉴定和分户情况。"
say.en   = "Beside the {amount_yuan} yuan of “{programme}” for {name}, {other_en} had another grant of {other_yuan} yuan ({other_day}), and they are one household. Check which houses were renovated, how they were assessed, and whether the household was split."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.repair_years = { default = 5, unit = "years", source = "a repair (class C) that is this old does not bar a later grant; a county's own rule should be set" }
cells    = ["payments.name", "payments.id_no", "payments.amount_yuan", "payments.grade", "payments.assessed_on", "payments.approved_on", "payments.completed_on", "households.name", "households.household_no", "approved_members.name"]
innocent.repair = { zh = "早年只做过修缮加固（C级），满规定年限后又成危房的不算", en = "only a repair (class C) years ago, after which the house became dangerous again" }
innocent.later-disaster-rebuild = { zh = "后一次写明因灾、倒塌重建的不算", en = "the later grant says that it follows a disaster or a collapse" }
innocent.same-renovation = { zh = "同一人的鉴定、批准或竣工日期相同的，是同一次改造（分期、结转或名单重复），不算", en = "the same person with the same day of assessment, approval or completion: one renovation, in instalments, carried over, or listed twice" }
innocent.instalments = { zh = "两笔之和不超过一户的补助标准的，视为分期拨付；写明首批、预拨、尾款的也不算", en = "two sums that together stay within the standard for one house are instalments, and so is what says that it is a first or last part" }
innocent.joined-later = { zh = "前一次批准以后才到一户的不算", en = "the two came to live in one household after the first grant" }
innocent.left-household = { zh = "后一次批准以前已分开、已去世的不算", en = "they had parted, or one had died, before the second grant" }
innocent.reversed = { zh = "其中一笔已冲回", en = "one of the two was taken back" }
*/
WITH stated AS (         -- what the county gives for a house of each class
    SELECT
        CASE WHEN upper(s.step) LIKE '%D%' THEN 'D' WHEN upper(s.step) LIKE '%C%' THEN 'C' ELSE '' END AS house_class,
        max(s.yuan) AS yuan
    FROM standards AS s
    WHERE cast(s.programme_id AS VARCHAR) = 'dangerous_house'
      AND s.measure = 'yuan_per_house'
    GROUP BY CASE WHEN upper(s.step) LIKE '%D%' THEN 'D' WHEN upper(s.step) LIKE '%C%' THEN 'C' ELSE '' END
),
given AS (               -- what was given at most for a house of each class, where the county states nothing
    SELECT coalesce(g.house_class, '') AS house_class, max(g.amount_yuan) AS yuan
    FROM house_grants AS g
    GROUP BY coalesce(g.house_class, '')
),
most AS (
    SELECT max(s.yuan) AS yuan FROM stated AS s
),
full_sums AS (           -- sums that are a whole grant of some class
    SELECT DISTINCT s.yuan FROM stated AS s
),
grants AS (
    SELECT
        g.person_key, g.programme_id, g.programme, g.row_id, g.amount_yuan, g.period_start, g.period_end, g.house_class,
        g.assessed_on, g.approved_on, g.completed_on, g.from_day, g.to_day, g.left_after_reversals, g.said,
        coalesce(s.yuan, m.yuan, v.yuan) AS one_house_yuan,
        CASE WHEN f.yuan IS NULL THEN 0 ELSE 1 END AS is_full_sum
    FROM house_grants AS g
    CROSS JOIN most AS m
    LEFT JOIN stated AS s
        ON s.house_class = g.house_class
    LEFT JOIN given AS v
        ON v.house_class = coalesce(g.house_class, '')
    LEFT JOIN full_sums AS f
        ON f.yuan = g.amount_yuan
)
SELECT
    b.person_key                                              AS subject,
    b.programme_id,
    [b.row_id, a.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    b.amount_yuan,
    b.programme,
    b.period_start,
    b.period_end,
    CASE WHEN t.mate_key = t.person_key THEN '本人'
         ELSE '同户的' || coalesce(t.mate_name, '另一人') END AS other_zh,
    CASE WHEN t.mate_key = t.person_key THEN 'the same person'
         ELSE coalesce(t.mate_name, 'another') || ' of the household' END AS other_en,
    a.to_day                                                  AS other_day,
    a.amount_yuan                                             AS other_yuan
FROM grants AS b
JOIN household_ties AS t
    ON t.person_key = b.person_key
JOIN grants AS a
    ON a.person_key = t.mate_key
WHERE b.amount_yuan >= $min_yuan
  AND a.amount_yuan >= $min_yuan
  AND a.row_id <> b.row_id
  AND (a.to_day < b.to_day OR (a.to_day = b.to_day AND a.row_id < b.row_id))
  AND NOT (a.person_key = b.person_key AND (a.to_day = b.to_day OR coalesce(a.assessed_on = b.assessed_on, FALSE) OR coalesce(a.completed_on = b.completed_on, FALSE)))   -- unless: same-renovation
  AND NOT (a.amount_yuan + b.amount_yuan <= b.one_house_yuan AND a.is_full_sum + b.is_full_sum < 2)   -- unless: instalments
  AND NOT (a.said LIKE '%首批%' OR a.said LIKE '%预拨%' OR a.said LIKE '%首付%' OR a.said LIKE '%首期%' OR a.said LIKE '%第一批资金%' OR b.said LIKE '%尾款%' OR b.said LIKE '%余款%' OR b.said LIKE '%结余%' OR b.said LIKE '%二期款%' OR b.said LIKE '%补差%' OR b.said LIKE '%补发%')   -- unless: instalments
  AND NOT (coalesce(a.house_class, '') = 'C' AND b.from_day >= a.to_day + 365 * $repair_years)   -- unless: repair
  AND NOT (b.said LIKE '%因灾%' OR b.said LIKE '%灾后%' OR b.said LIKE '%灾损%' OR b.said LIKE '%受灾%' OR b.said LIKE '%倒塌%' OR b.said LIKE '%火灾%' OR b.said LIKE '%失火%' OR b.said LIKE '%洪%' OR b.said LIKE '%地震%' OR b.said LIKE '%暴雨%' OR b.said LIKE '%滑坡%')   -- unless: later-disaster-rebuild
  AND t.from_on < a.from_day                                  -- unless: joined-later
  AND t.to_on > b.to_day                                      -- unless: left-household
  AND a.left_after_reversals >= $min_yuan                     -- unless: reversed
  AND b.left_after_reversals >= $min_yuan                     -- unless: reversed
