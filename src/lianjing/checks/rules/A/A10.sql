/* lianjing-rule
id       = "A10"
category = "A10"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "payee IN ('person', 'household', 'house', 'land') AND NOT coalesce(funeral, FALSE) AND cast(programme_id AS VARCHAR) NOT IN ('machinery', 'machinery_scrap', 'training_subsidy', 'agri_loan', 'micro_loan', 'agri_insurance', 'land_lease', 'requisition', 'young_crops', 'village_official_pay', 'village_official_retired', 'welfare_post', 'eco_ranger', 'cleaner', 'survivor_allowance', 'substitute_teacher', 'village_doctor', 'veteran_disabled', 'veteran_survivors', 'afforestation', 'big_grower', 'migrant_transport', 'edu_college', 'rent_subsidy', 'medical_aid', 'medical_premium_aid', 'disaster_relief', 'coal_to_gas', 'coal_to_electric', 'clean_coal', 'toilet', 'corn_soy', 'strip_crop', 'grain_oneoff')"
title    = { zh = "领款人不在本县户籍登记中", en = "The payee is in no household register of the county" }
means    = { zh = "领款人身份证号有效，但本县各村户籍中均无此人，而该村户籍数据基本完整；该款项只发给本地居民或集体成员。", en = "The payee's ID is valid but stands in no household register of the county, although that of the village is nearly complete; the programme is for residents or members of the collective." }
why      = { zh = "这项钱是给本地人的，名单里有没人认得的人，本地该得的家庭就少一份。", en = "This money is meant for local people; a payee whom no register knows takes a share from a local family." }
basis    = ["一卡通管理办法：补贴对象须符合各项政策规定的户籍或成员条件", "各项目实施细则：对象为本县（本村）居民或集体经济组织成员"]
tables   = ["payments", "households"]
uses     = ["deaths", "land_rights", "land_leased_in", "approved_members"]
say.zh   = "“{programme}”向{name}（{village}）发放{period}共{amount_yuan}元，但全县户籍中查无此人；该村领款人中有{registered_percent}%在册。请核对户籍、居住和集体成员身份。"
say.en   = "“{programme}” paid {name} ({village}) {amount_yuan} yuan for {period}, but no household register of the county has that person, while {registered_percent} % of the village's payments went to registered people. Check residence and membership."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.registered_percent = { default = 80, unit = "percent of the village's payments that go to registered people", source = "below, the register of the village is taken for incomplete and nothing follows from a missing name" }
cells    = ["payments.id_no", "payments.name", "payments.amount_yuan"]
innocent.marriage-this-year = { zh = "当年（或以后）才迁入落户的已在户籍登记中，不算", en = "people who moved in with a marriage that year, or later, stand in the register" }
innocent.split-household = { zh = "分户后仍登记在原户、不是户主的成员不算：按人比对，不按户比对；核定家庭成员中有此人而户主在册的也不算", en = "after a household split, a member still registered with the old one counts as registered: persons are compared, not heads; so do members of an approved household whose head is registered" }
innocent.student = { zh = "户口随学籍迁出的学生不算", en = "students whose registration moved to the school" }
innocent.register-incomplete = { zh = "该村户籍数据缺失或不全的不比对", en = "no comparison where the village's register is missing or has gaps" }
innocent.open-to-outsiders = { zh = "农机、培训、保险、租金补偿、岗位报酬等不限户籍的款项不算", en = "money that also reaches outsiders: machines, courses, insurance, rents, compensation, paid posts" }
innocent.deregistered-by-death = { zh = "因死亡注销户口的不算（由死亡规则比对）", en = "registration ended with the person's death (compared by the rule on deaths)" }
innocent.land-right-kept = { zh = "户口迁出但保留承包地或有流入土地的，土地类补贴不算", en = "who moved away keeps the contracted land, or farms leased land: subsidies for land are due" }
innocent.re-issued-id = { zh = "该村户籍中有同名且出生日期相同的人员，可能换过号码，不算（由一人多号规则比对）", en = "the village's register has that name with the same birth date: the number may have been re-issued (compared by the rule on several IDs)" }
innocent.register-cell-damaged = { zh = "该村户籍中同名人员的号码单元格已损坏，不算", en = "the village's register has that name with a damaged ID" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH strangers AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.payee, p.row_id, p.amount_yuan, p.village_key, p.town_key,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme, coalesce(p.period_start, p.paid_on)) AS left_after_reversals
    FROM paid AS p
    JOIN unregistered AS u
        ON u.person_key = p.person_key
    WHERE p.person_key IS NOT NULL
      AND p.village_key IS NOT NULL
      AND p.programme_id IS NOT NULL
),
strange_villages AS (
    SELECT DISTINCT s.village_key, s.town_key
    FROM strangers AS s
),
coverage AS (            -- how many of a village's payments go to people in the register
    SELECT
        v.village_key, v.town_key, count(p.row_id) AS payments,
        cast(sum(CASE WHEN r.person_key IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS registered
    FROM strange_villages AS v
    JOIN paid AS p
        ON p.village_key = v.village_key
       AND p.town_key IS NOT DISTINCT FROM v.town_key
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.person_key IS NOT NULL
    GROUP BY v.village_key, v.town_key
),
with_land AS (
    SELECT l.person_key FROM land_rights AS l WHERE l.person_key IS NOT NULL
    UNION
    SELECT l.person_key FROM land_leased_in AS l WHERE l.person_key IS NOT NULL
),
in_approved_households AS (
    SELECT DISTINCT m.person_key
    FROM approved_members AS m
    JOIN residents AS r
        ON r.person_key = m.head_person_key
    WHERE m.person_key IS NOT NULL
),
as_written AS (          -- the few rows in question, with name, ID and school as the sheet has them
    SELECT x.row_id, coalesce(k.name_key, x.name) AS name_key, x.id_no, x.school
    FROM payments AS x
    JOIN strangers AS s
        ON s.row_id = x.row_id
    LEFT JOIN name_keys AS k
        ON k.name = x.name
),
namesakes AS (           -- same name and birth date in the village
    SELECT DISTINCT s.row_id
    FROM strangers AS s
    JOIN as_written AS x
        ON x.row_id = s.row_id
    JOIN residents AS r
        ON r.name_key = x.name_key
       AND r.village_key = s.village_key
       AND r.person_key <> s.person_key
       AND substring(r.id_no, 7, 8) = substring(x.id_no, 7, 8)
),
damaged_in_register AS (
    SELECT DISTINCT s.row_id
    FROM strangers AS s
    JOIN as_written AS x
        ON x.row_id = s.row_id
    JOIN damaged_residents AS h
        ON h.name_key = x.name_key
       AND h.village_key = s.village_key
)
SELECT
    s.person_key                                       AS subject,
    s.programme_id,
    [s.row_id]                                         AS evidence,
    s.amount_yuan,
    s.programme,
    s.period_start,
    s.period_end,
    cast(floor(c.registered * 100 / c.payments) AS INTEGER) AS registered_percent
FROM strangers AS s
JOIN as_written AS x
    ON x.row_id = s.row_id
JOIN coverage AS c
    ON c.village_key = s.village_key
   AND c.town_key IS NOT DISTINCT FROM s.town_key
LEFT JOIN residence_programmes AS g
    ON g.programme_id = s.programme_id
LEFT JOIN dead AS d
    ON d.person_key = s.person_key
LEFT JOIN with_land AS l
    ON l.person_key = s.person_key
LEFT JOIN in_approved_households AS a
    ON a.person_key = s.person_key
LEFT JOIN namesakes AS n
    ON n.row_id = s.row_id
LEFT JOIN damaged_in_register AS q
    ON q.row_id = s.row_id
WHERE s.amount_yuan >= $min_yuan
  AND c.registered * 100 >= c.payments * $registered_percent   -- unless: register-incomplete
  AND g.programme_id IS NOT NULL                       -- unless: open-to-outsiders
  AND d.person_key IS NULL                             -- unless: deregistered-by-death
  AND (s.payee <> 'land' OR l.person_key IS NULL)      -- unless: land-right-kept
  AND a.person_key IS NULL                             -- unless: split-household
  AND x.school IS NULL                                 -- unless: student
  AND n.row_id IS NULL                                 -- unless: re-issued-id
  AND q.row_id IS NULL                                 -- unless: register-cell-damaged
  AND s.left_after_reversals >= $min_yuan              -- unless: reversed
