/* lianjing-rule
id       = "A11"
category = "A11"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "payee IN ('person', 'household', 'house') AND NOT coalesce(funeral, FALSE) AND cast(programme_id AS VARCHAR) NOT IN ('machinery', 'machinery_scrap', 'training_subsidy', 'agri_loan', 'micro_loan', 'agri_insurance', 'land_lease', 'requisition', 'young_crops', 'village_official_pay', 'village_official_retired', 'welfare_post', 'eco_ranger', 'cleaner', 'survivor_allowance', 'substitute_teacher', 'village_doctor', 'veteran_disabled', 'veteran_survivors', 'afforestation', 'big_grower', 'migrant_transport', 'edu_college', 'rent_subsidy', 'medical_aid', 'medical_premium_aid', 'disaster_relief', 'coal_to_gas', 'coal_to_electric', 'clean_coal', 'toilet', 'corn_soy', 'strip_crop', 'grain_oneoff', 'resident_pension', 'reservoir_resettler', 'collective_dividend')"
title    = { zh = "户口迁出以后仍领取限本地居民的款项", en = "Money for residents, paid after the person had moved away" }
means    = { zh = "户籍登记显示领款人已迁出本县且没有再迁入的记录，迁出以后过了停发期限仍有所属期的发放；该款项只发给本地居民或集体成员。", en = "The household register shows that the payee moved out of the county and did not come back; the period that was paid begins after the time allowed for stopping, and the programme is for residents or members of the collective." }
why      = { zh = "人已搬走，钱还照发，村里留下的人少得一份；当事人在新地方也可能又领一份。", en = "Someone who has moved away and is still paid leaves less for those who stayed, and may be paid again at the new place." }
basis    = ["社会救助暂行办法：对象情况变化应及时调整或停止", "各项目实施细则：对象为本县（本村）居民或集体经济组织成员"]
tables   = ["payments", "households"]
uses     = ["deaths", "approved_members"]
say.zh   = "户籍登记显示{name}已于{moved_on}迁出，“{programme}”仍发放{period}共{amount_yuan}元。请核对迁移情况、现居住地和停发手续。"
say.en   = "The register shows that {name} moved out on {moved_on}; “{programme}” still paid {amount_yuan} yuan for {period}. Check the move, where the person lives and when payment should have stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.stopping_months = { default = 3, unit = "months after the month of the move", source = "many counties stop from the next quarter; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "households.name", "households.moved_out_on"]
innocent.land-right-kept = { zh = "土地类补贴随承包权，户口迁出后承包权保留的不算", en = "subsidies for land follow the contract, which who moves away may keep" }
innocent.moved-within-the-county = { zh = "迁到本县其他村镇的（另有在册记录，写明县内迁移，或本县两个村先后发放过）不算", en = "a move within the county: another entry has the person, it says so, or two villages of the county paid" }
innocent.came-back = { zh = "迁出以后又迁回的、登记写明是迁入的不算", en = "came back afterwards, or the entry says that it is a move in" }
innocent.month-of-change = { zh = "迁出当月及停发期限内的月份不算；项目到期前一次发放半年、全年的，按所属期开始日比较", en = "the month of the move and the time allowed for stopping; a sum for half a year counts by its first day" }
innocent.pension-stays = { zh = "养老金由原参保地继续发放，水库移民后扶、集体分红按身份发放，迁移户口不停发", en = "a pension goes on being paid where one was insured; resettlers' money and dividends follow another status" }
innocent.open-to-outsiders = { zh = "农机、培训、保险、租金补偿、岗位报酬等不限户籍的款项不算", en = "money that also reaches outsiders: machines, courses, insurance, rents, compensation, paid posts" }
innocent.family-remains = { zh = "按户发放而同户还有人在册的不算", en = "money of the household, of which others are still registered" }
innocent.student-or-soldier = { zh = "因升学、参军等迁出或注销的不算", en = "the registration moved to a school or the army" }
innocent.deregistered-by-death = { zh = "因死亡注销的不算（由死亡规则比对）", en = "registration ended with the person's death (compared by the rule on deaths)" }
innocent.approved-before = { zh = "一次性补助在迁出以前批准的不算", en = "a one-off grant approved before the move" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH departures AS (
    SELECT h.person_key, h.row_id, h.moved_out_on, coalesce(h.status, '') || '|' || coalesce(h.note, '') AS said
    FROM households AS h
    WHERE h.person_key IS NOT NULL
      AND h.moved_out_on IS NOT NULL
),
entries AS (             -- what else the register has of them
    SELECT
        d.person_key,
        sum(CASE WHEN h.moved_out_on IS NULL THEN 1 ELSE 0 END) AS present,
        max(h.moved_out_on) AS last_out,
        max(coalesce(h.moved_in_on, DATE '1800-01-01')) AS last_in
    FROM (SELECT DISTINCT x.person_key FROM departures AS x) AS d
    JOIN households AS h
        ON h.person_key = d.person_key
    GROUP BY d.person_key
),
with_family AS (
    SELECT DISTINCT d.person_key
    FROM departures AS d
    JOIN housemates AS t
        ON t.person_key = d.person_key
    JOIN residents AS r
        ON r.person_key = t.mate_key
    WHERE t.mate_key <> t.person_key
      AND r.moved_out_on IS NULL
),
elsewhere AS (           -- paid by two villages of the county: the move was from one to the other
    SELECT p.person_key
    FROM paid AS p
    WHERE p.person_key IN (SELECT d.person_key FROM departures AS d)
      AND p.village_key IS NOT NULL
    GROUP BY p.person_key
    HAVING min(cast(p.village_key AS VARCHAR)) <> max(cast(p.village_key AS VARCHAR))
),
gone AS (
    SELECT d.person_key, d.row_id, d.moved_out_on
    FROM departures AS d
    JOIN entries AS e
        ON e.person_key = d.person_key
    LEFT JOIN dead AS x
        ON x.person_key = d.person_key
    LEFT JOIN elsewhere AS w
        ON w.person_key = d.person_key
    WHERE d.moved_out_on = e.last_out
      AND e.present = 0                                       -- unless: moved-within-the-county
      AND NOT (d.said LIKE '%县内%' OR d.said LIKE '%本县%' OR d.said LIKE '%镇内%' OR d.said LIKE '%乡内%' OR d.said LIKE '%本镇%' OR d.said LIKE '%本乡%' OR d.said LIKE '%分户%' OR d.said LIKE '%区内%' OR d.said LIKE '%市内%')   -- unless: moved-within-the-county
      AND w.person_key IS NULL                                -- unless: moved-within-the-county
      AND e.last_in <= e.last_out                             -- unless: came-back
      AND d.said NOT LIKE '%迁入%'                            -- unless: came-back
      AND NOT (d.said LIKE '%学%' OR d.said LIKE '%参军%' OR d.said LIKE '%入伍%' OR d.said LIKE '%服兵役%' OR d.said LIKE '%服役%' OR d.said LIKE '%服刑%')   -- unless: student-or-soldier
      AND NOT (x.person_key IS NOT NULL OR d.said LIKE '%死亡%' OR d.said LIKE '%去世%' OR d.said LIKE '%病故%' OR d.said LIKE '%亡故%')   -- unless: deregistered-by-death
)
SELECT
    p.person_key                                       AS subject,
    p.programme_id,
    [p.row_id, m.row_id]                               AS evidence,
    p.amount_yuan,
    p.programme,
    coalesce(p.period_start, p.paid_on)                AS period_start,
    coalesce(p.period_end, p.paid_on)                  AS period_end,
    m.moved_out_on                                     AS moved_on
FROM gone AS m
JOIN paid AS p
    ON p.person_key = m.person_key
JOIN programmes AS k
    ON k.programme_id = p.programme_id
LEFT JOIN residence_programmes AS g
    ON g.programme_id = p.programme_id
LEFT JOIN with_family AS f
    ON f.person_key = p.person_key
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.period_start
WHERE p.amount_yuan >= $min_yuan
  AND m.moved_out_on < coalesce(p.period_start, p.paid_on)
  AND (year(coalesce(p.period_start, p.paid_on)) - year(m.moved_out_on)) * 12 + month(coalesce(p.period_start, p.paid_on)) - month(m.moved_out_on) > $stopping_months   -- unless: month-of-change
  AND k.payee <> 'land'                                       -- unless: land-right-kept
  AND g.programme_id IS NOT NULL                              -- unless: open-to-outsiders
  AND cast(p.programme_id AS VARCHAR) NOT IN ('resident_pension', 'reservoir_resettler', 'collective_dividend')   -- unless: pension-stays
  AND NOT (k.payee IN ('household', 'house') AND f.person_key IS NOT NULL)   -- unless: family-remains
  AND NOT (k.period = 'once' AND coalesce(p.approved_on, p.period_start, p.paid_on) <= m.moved_out_on)   -- unless: approved-before
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan           -- unless: reversed
