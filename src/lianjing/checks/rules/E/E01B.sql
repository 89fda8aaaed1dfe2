/* lianjing-rule
id       = "E01B"
category = "E01"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "staff = 'barred' AND cast(programme_id AS VARCHAR) IN ('dangerous_house')"
title    = { zh = "批准危房改造补助时家庭成员为财政供养人员", en = "A grant for a dangerous house, approved while a member of the household was a public employee" }
means    = { zh = "财政供养人员名册显示，批准危房改造补助时家庭成员在职；本县规定该补助不向财政供养人员家庭发放。", en = "The register of public staff shows a member of the household in service when the grant was approved; the county closes that grant to households of public staff." }
why      = { zh = "有国家工资的人家先得了危房钱，没有收入又住危房的人家还在等，住着也危险。", en = "If a family with a public salary gets the grant first, one with neither income nor a safe house still waits, and lives in danger." }
basis    = ["农村危房改造办法：财政供养人员家庭不在补助对象范围", "县级实施办法（standards.toml 的 closed_to_public_staff）"]
tables   = ["payments", "staff"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{amount_yuan}元（{decided_zh}），其时家庭成员{employee_name}登记为{unit_name}在职人员（入职日期{hired_on}）。请核对身份、共同生活情况和危改审批材料。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan ({decided_en}); {employee_name} of that household was then registered as employed by {unit_name} (since {hired_on}). Check who lives together and the papers of the grant."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.approved_on", "payments.name", "staff.name", "staff.unit_name", "staff.from_on", "staff.to_on", "staff.status", "households.name", "approved_members.name"]
left_out.uninhabitable-other-house = { zh = "本规则比对身份，另有住房由 E01 比对", en = "this rule compares employment; other dwellings are compared by E01" }
innocent.hired-later = { zh = "批准以后才入职的不算", en = "hired after the approval" }
innocent.left-service = { zh = "批准以前已离职、退休的不算；状态为离职、退休而没有日期的，也不算", en = "left or retired before the approval, or said to be so without a day" }
innocent.open-to-staff = { zh = "本县规定没有限制财政供养人员的不比对", en = "no comparison where the county does not close the grant to public staff" }
innocent.joined-later = { zh = "在职人员在批准以后才迁入该户的不算", en = "an employee who joined the household after the approval" }
innocent.left-household = { zh = "在职人员批准以前已迁出该户或已去世的不算", en = "an employee who had left the household or died before the approval" }
innocent.reversed = { zh = "该笔补助后来已冲回", en = "the grant was taken back" }
*/
SELECT
    g.person_key                                              AS subject,
    g.programme_id,
    [g.row_id, e.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    g.amount_yuan,
    g.programme,
    g.period_start,
    g.period_end,
    CASE WHEN g.approved_on IS NULL THEN '批准日期不详'
         ELSE '批准日期' || cast(g.approved_on AS VARCHAR) END AS decided_zh,
    CASE WHEN g.approved_on IS NULL THEN 'day of approval unknown'
         ELSE 'approved ' || cast(g.approved_on AS VARCHAR) END AS decided_en,
    coalesce(e.name, t.mate_name)                             AS employee_name,
    coalesce(e.unit_name, '财政供养单位')                     AS unit_name,
    e.hired_on
FROM house_grants AS g
JOIN household_ties AS t
    ON t.person_key = g.person_key
JOIN employed AS e
    ON e.person_key = t.mate_key
JOIN programmes AS k
    ON k.programme_id = g.programme_id
WHERE g.amount_yuan >= $min_yuan
  AND k.staff = 'barred'                                      -- unless: open-to-staff
  AND e.left_undated = FALSE                                  -- unless: left-service
  AND e.employed_to > g.to_day                                -- unless: left-service
  AND e.employed_from < g.from_day                            -- unless: hired-later
  AND t.from_on < g.from_day                                  -- unless: joined-later
  AND t.to_on > g.to_day                                      -- unless: left-household
  AND g.left_after_reversals >= $min_yuan                     -- unless: reversed
