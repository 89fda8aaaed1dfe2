/* lianjing-rule
id       = "A23"
category = "A23"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND cast(programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')"
title    = { zh = "领取低保等救助的家庭是种植大户", en = "Subsistence aid for a household that farms on a large scale" }
means    = { zh = "救助款所属期内，家庭成员流入土地合计达到大户规模，或当年领取种粮大户（适度规模经营）补贴。", en = "In the period that was paid, members of the household held leased land that adds up to a large farm, or drew the subsidy for larger grain growers of that year." }
why      = { zh = "种大片地的人家有较好的收入，还领低保，只有几分地的困难户就少一份。", en = "A household that farms much land has an income; if it draws relief too, there is less for those with hardly any land." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：家庭收入包括经营净收入", "县级种粮大户标准（参数 large_mu）"]
tables   = ["payments"]
uses     = ["land_leased_in", "households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{grower_name}{farms_zh}。请核对实际经营人、经营收入和家庭经济状况核查材料。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {grower_name} of that household {farms_en}. Check who really farms, what it earns and how the household's means were assessed."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.large_mu = { default = 50, unit = "mu of leased land", source = "where subsidies for larger growers commonly begin; a county's own line should be set" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "payments.area_mu", "land_leased_in.name", "land_leased_in.area_mu", "land_leased_in.from_on", "land_leased_in.to_on", "households.name", "approved_members.name"]
left_out.withholding-on-tiny-income = { zh = "本规则不使用纳税记录，没有代扣小额税款的情形", en = "no tax records are used, so tiny sums withheld do not come up" }
innocent.lease-over = { zh = "流转在所属期内已到期、终止，或所属期开始以后才流入的不算", en = "the lease had ended before the period did, or began after it" }
innocent.below-the-line = { zh = "合计不到大户规模的不算", en = "leased land that adds up to less than a large farm" }
innocent.for-a-cooperative = { zh = "写明为合作社、公司、集体代签代管的不算", en = "signed for a cooperative, a firm or the collective" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人：同户的亲属不一定是法定赡养人", en = "support for the extremely poor looks at the person: relatives in one household book need not be liable to support" }
innocent.other-means-test = { zh = "危房改造、临时救助等不以经营收入认定，不算", en = "grants for houses and emergencies are not decided by what a farm earns" }
innocent.joined-later = { zh = "经营人在所属期开始以后才迁入该户的不算", en = "a grower who joined the household after the period began" }
innocent.left-household = { zh = "经营人已迁出该户或已去世的不算", en = "a grower who had left the household or died" }
innocent.reversed = { zh = "该期款项、该项补贴已冲回", en = "the aid, or the growers' subsidy, was taken back" }
*/
WITH aid AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.left_after_reversals
    FROM means_paid AS p
    WHERE p.amount_yuan >= $min_yuan
      AND cast(p.programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')   -- unless: other-means-test
),
leased AS (
    SELECT
        l.person_key, l.row_id, l.name, l.area_mu,
        coalesce(l.from_on, l.term_start, DATE '1900-01-01') AS from_on,
        coalesce(l.to_on, l.term_end, DATE '9999-12-31') AS to_on,
        coalesce(l.note, '') AS said
    FROM land_leased_in AS l
    WHERE l.person_key IS NOT NULL
      AND l.area_mu > 0
),
farmed AS (              -- each household's leases beside the payments in whose period they run
    SELECT
        a.row_id AS aid_row, l.row_id AS farm_row, coalesce(l.name, t.mate_name) AS grower_name, t.mate_key, t.mate_row_id,
        sum(l.area_mu) OVER (PARTITION BY a.row_id) AS mu,
        row_number() OVER (PARTITION BY a.row_id ORDER BY l.area_mu DESC, l.row_id) AS nth
    FROM aid AS a
    JOIN household_ties AS t
        ON t.person_key = a.person_key
    JOIN leased AS l
        ON l.person_key = t.mate_key
    WHERE l.area_mu > 0
      AND l.from_on < a.period_start                          -- unless: lease-over
      AND l.to_on > a.period_end                              -- unless: lease-over
      AND NOT (l.said LIKE '%合作社%' OR l.said LIKE '%公司%' OR l.said LIKE '%集体%' OR l.said LIKE '%代签%' OR l.said LIKE '%代管%' OR l.said LIKE '%代持%')   -- unless: for-a-cooperative
      AND (t.mate_key = t.person_key OR cast(a.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
      AND t.from_on < a.period_start                          -- unless: joined-later
      AND t.to_on > a.period_end                              -- unless: left-household
),
growers AS (             -- the subsidy for larger growers, by its year
    SELECT p.person_key, min(p.row_id) AS row_id, year(p.period_start) AS grown_year, sum(p.amount_yuan) AS yuan
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'big_grower'
      AND p.person_key IS NOT NULL
      AND p.period_start IS NOT NULL
    GROUP BY p.person_key, year(p.period_start)
),
large AS (
    SELECT
        f.aid_row, f.farm_row, f.grower_name, f.mate_key, f.mate_row_id,
        '流入土地合计' || cast(cast(f.mu AS DECIMAL(18,2)) AS VARCHAR) || '亩' AS farms_zh,
        'held ' || cast(cast(f.mu AS DECIMAL(18,2)) AS VARCHAR) || ' mu of leased land' AS farms_en
    FROM farmed AS f
    WHERE f.nth = 1
      AND f.mu >= $large_mu                                   -- unless: below-the-line
    UNION ALL
    SELECT
        a.row_id, g.row_id, t.mate_name, t.mate_key, t.mate_row_id,
        '领取了种粮大户补贴' || cast(g.yuan AS VARCHAR) || '元',
        'drew ' || cast(g.yuan AS VARCHAR) || ' yuan of the subsidy for larger growers'
    FROM growers AS g
    JOIN household_ties AS t
        ON t.mate_key = g.person_key
    JOIN aid AS a
        ON a.person_key = t.person_key
       AND year(a.period_start) = g.grown_year
    WHERE g.person_key IS NOT NULL
      AND g.yuan >= $min_yuan                                 -- unless: reversed
      AND (t.mate_key = t.person_key OR cast(a.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
      AND t.from_on < a.period_start                          -- unless: joined-later
      AND t.to_on > a.period_end                              -- unless: left-household
)
SELECT
    a.person_key                                              AS subject,
    a.programme_id,
    [a.row_id, g.farm_row, CASE WHEN g.mate_key <> a.person_key THEN g.mate_row_id END] AS evidence,
    a.amount_yuan,
    a.programme,
    a.period_start,
    a.period_end,
    coalesce(g.grower_name, '本人')                           AS grower_name,
    g.farms_zh,
    g.farms_en
FROM aid AS a
JOIN large AS g
    ON g.aid_row = a.row_id
WHERE a.amount_yuan >= $min_yuan
  AND a.left_after_reversals >= $min_yuan                     -- unless: reversed
