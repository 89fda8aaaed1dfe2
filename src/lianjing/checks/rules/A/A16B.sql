/* lianjing-rule
id       = "A16B"
category = "A16"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND cast(programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')"
title    = { zh = "领取低保等救助的家庭有成员按月领取村干部报酬，人均明显超出", en = "Subsistence aid for a household whose member draws a village official's monthly pay well above the line" }
means    = { zh = "同一时期内，家庭成员按月领取村干部报酬，仅此一项平摊到户内每人每月就超过所设标准。", en = "In the same time a member of the household drew a village official's pay month by month, and that alone comes, a head and month, to more than the line set." }
why      = { zh = "当村干部的家里有固定报酬又领低保，群众容易觉得“近水楼台”，真困难的人也不敢开口。", en = "When an official's household with steady pay also draws relief, people feel that those in office come first, and the poor no longer ask." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：家庭收入包括工资性收入", "县级低保标准（参数 yuan_per_head）"]
tables   = ["payments"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{earner_name}按月领取{pay_name}，平均每月{monthly_yuan}元，按户内{persons}人平摊每人{head_yuan}元。请核对家庭收入是否计入报酬。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {earner_name} of that household drew {pay_name} of {monthly_yuan} yuan a month on average: {head_yuan} yuan for each of {persons} persons. Check whether that pay was counted as income."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.yuan_per_head = { default = 800, unit = "yuan a head and month", source = "above the subsistence line of any county until 2024; a county should set its own line" }
param.regular_months = { default = 3, unit = "months of pay in the year", source = "less is no regular income; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "payments.persons", "payments.post", "households.name", "approved_members.name"]
innocent.disregarded-public-welfare-post = { zh = "公益性岗位、护林员、保洁员等岗位的收入按规定扣减或不计，不算", en = "public-welfare posts, forest rangers and cleaners: that income is disregarded or deducted" }
innocent.ended-before = { zh = "所属期结束以前报酬已停发的不算", en = "pay that had ended before the period did" }
innocent.one-month = { zh = "当年领取报酬不足三个月的不是固定收入，不算", en = "less than three months of pay in the year are no regular income" }
innocent.begun-later = { zh = "所属期开始以后才有报酬的不算", en = "pay that began after the period" }
innocent.within-the-line = { zh = "平摊到每人不超过标准的不算：是否符合由村干部规则提示核查", en = "pay that, a head, stays within the line (the rule on village officials asks about those)" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人", en = "support for the extremely poor looks at the person" }
innocent.joined-later = { zh = "领报酬的人在所属期开始以后才迁入该户的不算", en = "an earner who joined the household after the period began" }
innocent.left-household = { zh = "领报酬的人已迁出该户或已去世的不算", en = "an earner who had left the household or died" }
innocent.reversed = { zh = "该期款项或报酬已冲回", en = "the sum of that period, or the pay, was taken back" }
*/
WITH pay AS (            -- a person's pay of a year: from when to when, how much a month
    SELECT
        p.person_key, p.programme, year(p.period_start) AS pay_year, min(p.row_id) AS row_id,
        min(p.period_start) AS first_on, max(p.period_end) AS last_on,
        sum(p.amount_yuan) AS yuan, sum(CASE WHEN p.amount_yuan > 0 THEN p.months ELSE 0 END) AS months
    FROM paid AS p
    WHERE p.person_key IS NOT NULL
      AND p.period_start IS NOT NULL
      AND cast(p.programme_id AS VARCHAR) = 'village_official_pay'   -- unless: disregarded-public-welfare-post
    GROUP BY p.person_key, p.programme, year(p.period_start)
),
earners AS (
    SELECT
        y.person_key, y.programme, y.row_id, y.first_on, y.last_on,
        cast(y.yuan / nullif(y.months, 0) AS DECIMAL(18,2)) AS monthly_yuan
    FROM pay AS y
    WHERE y.yuan > 0
      AND y.months >= $regular_months                         -- unless: one-month
),
sizes AS (               -- everybody who may count in the household: a large one accuses less
    SELECT t.person_key, count(DISTINCT t.mate_key) AS persons
    FROM household_ties AS t
    WHERE t.person_key IN (SELECT x.person_key FROM household_ties AS x JOIN earners AS e ON e.person_key = x.mate_key)
    GROUP BY t.person_key
),
compared AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.left_after_reversals,
        t.mate_key, t.mate_name, t.mate_row_id, t.from_on, t.to_on,
        e.row_id AS pay_row, e.programme AS pay_name, e.first_on, e.last_on, e.monthly_yuan,
        greatest(z.persons, coalesce(x.persons, 1)) AS persons
    FROM earners AS e
    JOIN household_ties AS t
        ON t.mate_key = e.person_key
    JOIN sizes AS z
        ON z.person_key = t.person_key
    JOIN means_paid AS p
        ON p.person_key = t.person_key
    JOIN paid AS x
        ON x.row_id = p.row_id
    WHERE p.amount_yuan >= $min_yuan
      AND cast(p.programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')
)
SELECT
    c.person_key                                              AS subject,
    c.programme_id,
    [c.row_id, c.pay_row, CASE WHEN c.mate_key <> c.person_key THEN c.mate_row_id END] AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    coalesce(c.mate_name, '本人')                             AS earner_name,
    c.pay_name,
    c.monthly_yuan,
    c.persons,
    cast(c.monthly_yuan / c.persons AS DECIMAL(18,2))         AS head_yuan
FROM compared AS c
WHERE c.amount_yuan >= $min_yuan
  AND c.monthly_yuan > c.persons * $yuan_per_head             -- unless: within-the-line
  AND c.last_on >= c.period_end                               -- unless: ended-before
  AND c.first_on <= c.period_start                            -- unless: begun-later
  AND (c.mate_key = c.person_key OR cast(c.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
  AND c.from_on < c.period_start                              -- unless: joined-later
  AND c.to_on > c.period_end                                  -- unless: left-household
  AND c.left_after_reversals >= $min_yuan                     -- unless: reversed
