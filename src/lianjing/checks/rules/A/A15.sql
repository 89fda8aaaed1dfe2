/* lianjing-rule
id       = "A15"
category = "A15"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND coalesce(period, '') <> 'event'"
title    = { zh = "领取经济困难类救助的家庭有经营主体", en = "Means-tested aid for a household that owns a business" }
means    = { zh = "市场主体登记显示，在救助款所属期开始以前，家庭成员已是公司的法定代表人、股东、合伙人，或个体工商户、个人独资企业的经营者，且整个所属期内没有注销。", en = "The register of companies shows a member of the household as legal representative, owner or partner of a firm or as sole trader, founded before the period that was paid and not cancelled in it." }
why      = { zh = "开着公司、店铺的人家领了救助，靠种几亩地过日子的困难户反倒可能没有。", en = "If a household with a firm draws relief, a family living off a little land may be the one that has none." }
basis    = ["社会救助暂行办法第九条：家庭收入和财产状况须符合当地规定", "最低生活保障审核确认办法（民发〔2021〕57号）：家庭收入包括经营净收入，家庭财产包括市场主体出资"]
tables   = ["payments", "companies"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{owner_name}登记为“{company_name}”的{role}（成立日期{founded_on}）。请核对是否实际经营、收入情况和是否借照。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {owner_name} of that household was registered with {company_name} ({role}, founded {founded_on}). Check whether the business is run, what it earns, and whether the licence is lent."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "companies.company_name", "companies.name", "companies.role", "companies.founded_on", "companies.status", "households.name", "approved_members.name"]
innocent.cooperative-member = { zh = "农民专业合作社的普通成员不算", en = "an ordinary member of a farmers' cooperative is no owner" }
innocent.cancelled = { zh = "所属期内已注销、吊销的不算；状态为注销、吊销而没有日期的，也不算", en = "firms cancelled or revoked before the period ended do not count, nor those in such a state without a date" }
innocent.founded-later = { zh = "所属期开始以后才成立的不算", en = "a firm founded after the period began does not count for it" }
innocent.village-collective = { zh = "村集体经济组织、村委会、社会团体的负责人是职务身份，不是投资人", en = "the head of a village collective, committee or association holds an office, not a share" }
innocent.employee = { zh = "监事、财务负责人、联络员等任职不是投资", en = "supervisors, accountants and contact persons own nothing" }
innocent.joined-later = { zh = "经营者在所属期开始以后才迁入该户的不算", en = "an owner who joined the household after the period began does not count" }
innocent.left-household = { zh = "经营者已迁出该户或已去世的不算", en = "an owner who had left the household or died does not count" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人：同户的亲属不一定是法定赡养人", en = "support for the extremely poor looks at the person: relatives in one household book need not be liable to support" }
innocent.emergency-aid = { zh = "临时救助、救灾等一事一助的款项看急难，不看经营登记", en = "aid for one emergency asks what happened, not which licences there are" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.licence-lent = { zh = "执照是否出借他人，登记表看不出来，由核查时询问（属另一类问题）", en = "the register does not show that a licence was lent; it has to be asked, and is a finding of another kind" }
*/
WITH registered AS (
    SELECT
        f.person_key, f.row_id, f.name, f.company_name, f.founded_on,
        coalesce(f.role, '') AS role,
        coalesce(f.founded_on, DATE '1900-01-01') AS active_from,
        f.cancelled_on,
        coalesce(f.cancelled_on, DATE '9999-12-31') AS active_to,
        coalesce(f.company_kind, '') || '|' || coalesce(f.company_name, '') AS kind,
        coalesce(f.status, '') || '|' || coalesce(f.note, '') AS state,
        coalesce(f.credit_code, '') AS credit_code
    FROM companies AS f
    WHERE f.person_key IS NOT NULL
),
owned AS (
    SELECT r.person_key, r.row_id, r.name, r.company_name, r.role, r.founded_on, r.active_from, r.active_to
    FROM registered AS r
    WHERE r.person_key IS NOT NULL
      AND NOT (r.kind LIKE '%合作社%' AND r.role NOT LIKE '%法定代表%' AND r.role NOT LIKE '%法人%' AND r.role NOT LIKE '%理事长%' AND r.role NOT LIKE '%负责人%')   -- unless: cooperative-member
      AND NOT (r.kind LIKE '%经济合作社%' OR r.kind LIKE '%经济联合%' OR r.kind LIKE '%集体经济%' OR r.kind LIKE '%村委会%' OR r.kind LIKE '%村民委员会%' OR left(r.credit_code, 1) IN ('N', '5'))   -- unless: village-collective
      AND NOT (r.role LIKE '%监事%' OR r.role LIKE '%财务%' OR r.role LIKE '%联络%' OR r.role LIKE '%办税%' OR r.role LIKE '%会计%' OR r.role LIKE '%职工%' OR r.role LIKE '%员工%')   -- unless: employee
      AND NOT (r.cancelled_on IS NULL AND (r.state LIKE '%注销%' OR r.state LIKE '%吊销%' OR r.state LIKE '%迁出%' OR r.state LIKE '%撤销%' OR r.state LIKE '%歇业%' OR r.state LIKE '%停业%'))   -- unless: cancelled
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, f.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(f.name, t.mate_name)                             AS owner_name,
    f.company_name,
    CASE WHEN f.role = '' THEN '登记人员' ELSE f.role END     AS role,
    f.founded_on
FROM owned AS f
JOIN household_ties AS t
    ON t.mate_key = f.person_key
JOIN means_paid AS p
    ON p.person_key = t.person_key
WHERE p.amount_yuan >= $min_yuan
  AND f.active_to > p.period_end                              -- unless: cancelled
  AND f.active_from < p.decided_on                            -- unless: founded-later
  AND t.from_on < p.period_start                              -- unless: joined-later
  AND t.to_on > p.period_end                                  -- unless: left-household
  AND (t.mate_key = p.person_key OR cast(p.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
  AND coalesce(p.programme_period, '') <> 'event'             -- unless: emergency-aid
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
