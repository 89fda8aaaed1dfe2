/* lianjing-rule
id       = "B01"
category = "B01"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "staff = 'barred' AND payee <> 'land'"
title    = { zh = "财政供养人员（家庭）领取对其不开放的款项", en = "A public employee in a programme closed to public employees" }
means    = { zh = "财政供养人员名册显示，所属期开始以前已入职、整个所属期内在职；本人领取了不向财政供养人员发放的款项，或其家庭领取了不向财政供养人员家庭发放的款项。", en = "The register of public staff shows someone hired before the period and employed throughout it, who was paid by a programme closed to public staff, or whose household was paid by a household programme closed to them." }
why      = { zh = "有国家工资的人家占了不对他们开放的补助，没有工资的人家就少一份，群众意见也最大。", en = "If families with a public salary take aid that is closed to them, families without one get less, and nothing angers people more." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：按家庭收入和财产认定", "农村危房改造、公益性岗位等办法：财政供养人员不在对象范围", "县级实施办法（standards.toml 的 closed_to_public_staff）"]
tables   = ["payments", "staff"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”发放给{name}{period}共{amount_yuan}元，其间家庭成员{employee_name}登记为{unit_name}在职人员（入职日期{hired_on}）。请核对身份、共同生活情况和审批手续。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, while {employee_name} of that household was registered as employed by {unit_name} (since {hired_on}). Check who lives together and how it was approved."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "staff.name", "staff.unit_name", "staff.from_on", "staff.to_on", "staff.status", "households.name", "approved_members.name"]
innocent.before-hire = { zh = "所属期开始以后才入职的不算", en = "hired after the period began" }
innocent.after-leaving = { zh = "所属期内已离职、退休的不算；状态为离职、退休而没有日期的，也不算", en = "left or retired before the period ended, or in such a state without a day" }
innocent.per-area-land-subsidy = { zh = "按承包面积发放的土地类补贴不看身份", en = "subsidies by contracted area do not ask who one is" }
innocent.own-programme = { zh = "只发给个人的款项看本人，不看家人是否财政供养", en = "a programme for one person is closed to the employee, not to relatives" }
innocent.joined-later = { zh = "在职人员在所属期开始以后才迁入该户的不算", en = "an employee who joined the household after the period began" }
innocent.left-household = { zh = "在职人员已迁出该户或已去世的不算", en = "an employee who had left the household or died" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH entries AS (
    SELECT
        s.person_key, s.row_id, s.name, s.unit_name, s.from_on, s.to_on,
        coalesce(s.from_on, DATE '1900-01-01') AS employed_from,
        coalesce(s.to_on, DATE '9999-12-31') AS employed_to,
        coalesce(s.status, '') || '|' || coalesce(s.note, '') AS state
    FROM staff AS s
    WHERE s.person_key IS NOT NULL
),
employed AS (
    SELECT e.person_key, e.row_id, e.name, e.unit_name, e.from_on, e.employed_from, e.employed_to
    FROM entries AS e
    WHERE e.person_key IS NOT NULL
      AND NOT (e.to_on IS NULL AND (e.state LIKE '%离职%' OR e.state LIKE '%退休%' OR e.state LIKE '%辞%' OR e.state LIKE '%调离%' OR e.state LIKE '%调出%' OR e.state LIKE '%离岗%' OR e.state LIKE '%开除%' OR e.state LIKE '%解聘%' OR e.state LIKE '%死亡%' OR e.state LIKE '%去世%'))   -- unless: after-leaving
),
candidates AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        CASE WHEN g.period IN ('once', 'event') THEN least(coalesce(p.approved_on, p.period_start, p.paid_on), coalesce(p.period_start, p.paid_on))
             ELSE coalesce(p.period_start, p.paid_on) END AS decided_on,
        g.payee, t.mate_key, t.mate_row_id, t.from_on, t.to_on,
        e.row_id AS staff_row, e.name AS employee_name, e.unit_name, e.from_on AS hired_on, e.employed_from, e.employed_to,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme, coalesce(p.period_start, p.paid_on), e.row_id) AS left_after_reversals
    FROM employed AS e
    JOIN household_ties AS t
        ON t.mate_key = e.person_key
    JOIN paid AS p
        ON p.person_key = t.person_key
    JOIN programmes AS g
        ON g.programme_id = p.programme_id
    WHERE g.staff = 'barred'
)
SELECT
    c.person_key                                       AS subject,
    c.programme_id,
    [c.row_id, c.staff_row, CASE WHEN c.mate_key <> c.person_key THEN c.mate_row_id END] AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    c.employee_name,
    coalesce(c.unit_name, '财政供养单位')              AS unit_name,
    c.hired_on
FROM candidates AS c
WHERE c.amount_yuan >= $min_yuan
  AND c.employed_from < c.decided_on                   -- unless: before-hire
  AND c.employed_to > c.period_end                     -- unless: after-leaving
  AND c.payee <> 'land'                                -- unless: per-area-land-subsidy
  AND (c.mate_key = c.person_key OR c.payee IN ('household', 'house', 'land'))   -- unless: own-programme
  AND c.from_on < c.period_start                       -- unless: joined-later
  AND c.to_on > c.period_end                           -- unless: left-household
  AND c.left_after_reversals >= $min_yuan              -- unless: reversed
