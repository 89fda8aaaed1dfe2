/* lianjing-rule
id       = "A13"
category = "A13"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND coalesce(period, '') <> 'event'"
title    = { zh = "领取经济困难类救助的家庭名下有车", en = "Means-tested aid for a household that owns a car" }
means    = { zh = "机动车登记显示，在救助款所属期开始以前，家庭成员名下已登记有汽车，且整个所属期内没有注销、转移或报废。", en = "The register of vehicles shows a car in the name of a member of the household, registered before the period that was paid and not cancelled, transferred or scrapped in it." }
why      = { zh = "救助是给过不下去的人家的；有车的人家也领，真正困难的人家可能被挡在门外。", en = "Relief is for families who cannot make ends meet; if a household with a car draws it, one in real need may be turned away." }
basis    = ["社会救助暂行办法第九条：家庭财产状况须符合当地规定", "最低生活保障审核确认办法（民发〔2021〕57号）：家庭财产包括机动车辆（残疾人功能性补偿代步机动车辆除外）"]
tables   = ["payments", "vehicles"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{owner_name}名下登记有{vehicle_class}（登记日期{registered_on}）。请核对车辆用途、实际所有人和家庭财产状况。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {owner_name} of that household had a vehicle registered ({vehicle_class}, since {registered_on}). Check its use, its real owner and the household's means."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "vehicles.name", "vehicles.vehicle_class", "vehicles.registered_on", "vehicles.plate_no", "households.name", "approved_members.name"]
innocent.farm-vehicle = { zh = "农用、低速载货汽车、拖拉机、收割机等生产用车不算", en = "farm and low-speed trucks, tractors and harvesters are means of work" }
innocent.tricycle = { zh = "三轮车、摩托车、电动自行车不算", en = "tricycles, motorcycles and electric bicycles do not count" }
innocent.disabled-persons-car = { zh = "残疾人专用车、轮椅车不算", en = "a disabled person's car or motorised wheelchair does not count" }
innocent.sold-or-scrapped = { zh = "所属期内已转移、注销或报废的不算；状态为转移、注销、报废而没有日期的，也不算", en = "cars transferred, cancelled or scrapped before the period ended do not count, nor do those in such a state without a date" }
innocent.before-enrolment = { zh = "纳入救助以前已处置的车不算：按所属期比较，不按曾经有过比较", en = "a car disposed of before the household was enrolled does not count: it must have been held throughout the period" }
innocent.bought-later = { zh = "所属期开始以后才登记的车（包括退出救助以后购买的）不算", en = "a car registered after the period began, or after the household had left the programme, does not count for it" }
innocent.joined-later = { zh = "车主在所属期开始以后才迁入该户的不算", en = "an owner who joined the household after the period began does not count" }
innocent.left-household = { zh = "车主已迁出该户或已去世的不算", en = "an owner who had left the household or died does not count" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人：同户的亲属不一定是法定赡养人", en = "support for the extremely poor looks at the person: relatives in one household book need not be liable to support" }
innocent.emergency-aid = { zh = "临时救助、救灾等一事一助的款项看急难，不看车辆", en = "aid for one emergency asks what happened, not which vehicles there are" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.name-lent = { zh = "是否借名登记，登记表看不出来，由核查时询问（属另一类问题）", en = "the register does not show that a name was lent; it has to be asked, and is a finding of another kind" }
*/
WITH registered AS (
    SELECT
        v.person_key, v.row_id, v.name, v.vehicle_class,
        v.registered_on,
        coalesce(v.registered_on, DATE '1900-01-01') AS held_from,
        v.cancelled_on,
        coalesce(v.cancelled_on, DATE '9999-12-31') AS held_to,
        coalesce(v.vehicle_class, '') || '|' || coalesce(v.note, '') AS kind,
        coalesce(v.status, '') || '|' || coalesce(v.note, '') AS state
    FROM vehicles AS v
    WHERE v.person_key IS NOT NULL
),
cars AS (
    SELECT r.person_key, r.row_id, r.name, r.vehicle_class, r.registered_on, r.held_from, r.held_to
    FROM registered AS r
    WHERE r.person_key IS NOT NULL
      AND NOT (r.kind LIKE '%农用%' OR r.kind LIKE '%低速%' OR r.kind LIKE '%拖拉机%' OR r.kind LIKE '%收割%' OR r.kind LIKE '%农机%' OR r.kind LIKE '%农业机械%')   -- unless: farm-vehicle
      AND NOT (r.kind LIKE '%三轮%' OR r.kind LIKE '%摩托%' OR r.kind LIKE '%两轮%' OR r.kind LIKE '%二轮%' OR r.kind LIKE '%电动自行车%' OR r.kind LIKE '%电瓶车%')   -- unless: tricycle
      AND NOT (r.kind LIKE '%残疾%' OR r.kind LIKE '%轮椅%')                -- unless: disabled-persons-car
      AND NOT (r.cancelled_on IS NULL AND (r.state LIKE '%报废%' OR r.state LIKE '%注销%' OR r.state LIKE '%转移%' OR r.state LIKE '%转出%' OR r.state LIKE '%过户%' OR r.state LIKE '%已售%' OR r.state LIKE '%灭失%'))   -- unless: sold-or-scrapped
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, c.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(c.name, t.mate_name)                             AS owner_name,
    c.vehicle_class,
    c.registered_on
FROM cars AS c
JOIN household_ties AS t
    ON t.mate_key = c.person_key
JOIN means_paid AS p
    ON p.person_key = t.person_key
WHERE p.amount_yuan >= $min_yuan
  AND c.held_to > p.period_end                                -- unless: sold-or-scrapped
  AND c.held_from < p.decided_on                              -- unless: bought-later
  AND t.from_on < p.period_start                              -- unless: joined-later
  AND t.to_on > p.period_end                                  -- unless: left-household
  AND (t.mate_key = p.person_key OR cast(p.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
  AND coalesce(p.programme_period, '') <> 'event'             -- unless: emergency-aid
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
