/* lianjing-rule
id       = "A16"
category = "A16"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND cast(programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')"
title    = { zh = "领取低保等救助的家庭有成员在财政供养单位领固定工资", en = "Subsistence aid for a household with a member on a public payroll" }
means    = { zh = "财政供养人员名册显示，所属期开始以前已入职、整个所属期内在职的人员，属于领取低保的家庭，或本人领取特困供养：工资收入应计入家庭收入。", en = "Someone on the register of public staff, employed before the period and throughout it, is a member of a household on subsistence allowance, or draws support for the extremely poor: the wage counts as income." }
why      = { zh = "家里有人按月领国家工资，还占着低保名额，没有固定收入的人家就少一个名额。", en = "A household with a monthly public salary that takes a place in the subsistence scheme leaves one fewer for those without any steady income." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：家庭收入包括工资性收入", "社会救助暂行办法：按家庭人均收入认定"]
tables   = ["payments", "staff"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{period}共{amount_yuan}元，其间家庭成员{employee_name}在{unit_name}领取工资（入职日期{hired_on}）。请核对家庭收入是否计入工资、人均收入是否符合标准。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period}, while {employee_name} of that household drew a wage from {unit_name} (since {hired_on}). Check whether the wage was counted and whether the income a head meets the line."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.min_days = { default = 62, unit = "days", source = "a job shorter than two months is no regular income" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "staff.name", "staff.unit_name", "staff.from_on", "staff.to_on", "staff.status", "households.name", "approved_members.name"]
innocent.disregarded-public-welfare-post = { zh = "公益性岗位、临时聘用、见习等岗位的收入按规定扣减或不计，不算", en = "public-welfare posts, temporary hands and trainees: that income is disregarded or deducted" }
innocent.ended-before = { zh = "所属期内已离职、退休的不算；状态为离职、退休而没有日期的，也不算", en = "left or retired before the period ended, or said to be so without a day" }
innocent.one-month = { zh = "任职不足两个月的不是固定收入，不算", en = "a job of less than two months is no regular income" }
innocent.hired-later = { zh = "所属期开始以后（包括退出救助以后）才入职的不算", en = "hired after the period began, or after the household had left the programme" }
innocent.not-a-supporter = { zh = "特困、五保供养只看本人：同户的亲属不一定是法定赡养人", en = "support for the extremely poor looks at the person: relatives in one household book need not be liable to support" }
innocent.other-means-test = { zh = "危房改造、租赁补贴、临时救助等不单以工资收入认定，不算", en = "grants for houses, rents and emergencies are not decided by the wage alone" }
innocent.joined-later = { zh = "在职人员在所属期开始以后才迁入该户的不算", en = "an employee who joined the household after the period began" }
innocent.left-household = { zh = "在职人员已迁出该户或已去世的不算", en = "an employee who had left the household or died" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH posts AS (
    SELECT s.row_id, coalesce(s.post, '') || '|' || coalesce(s.status, '') || '|' || coalesce(s.note, '') || '|' || coalesce(s.unit_name, '') AS said
    FROM staff AS s
),
on_payroll AS (
    SELECT e.person_key, e.row_id, e.name, e.unit_name, e.hired_on, e.employed_from, e.employed_to
    FROM employed AS e
    JOIN posts AS s
        ON s.row_id = e.row_id
    WHERE e.person_key IS NOT NULL
      AND e.left_undated = FALSE                              -- unless: ended-before
      AND e.employed_to >= e.employed_from + $min_days        -- unless: one-month
      AND NOT (s.said LIKE '%公益%' OR s.said LIKE '%公岗%' OR s.said LIKE '%临时%' OR s.said LIKE '%见习%' OR s.said LIKE '%实习%' OR s.said LIKE '%志愿%' OR s.said LIKE '%护林员%' OR s.said LIKE '%保洁%')   -- unless: disregarded-public-welfare-post
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, e.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(e.name, t.mate_name)                             AS employee_name,
    coalesce(e.unit_name, '财政供养单位')                     AS unit_name,
    e.hired_on
FROM on_payroll AS e
JOIN household_ties AS t
    ON t.mate_key = e.person_key
JOIN means_paid AS p
    ON p.person_key = t.person_key
WHERE p.amount_yuan >= $min_yuan
  AND cast(p.programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')   -- unless: other-means-test
  AND (t.mate_key = p.person_key OR cast(p.programme_id AS VARCHAR) NOT IN ('tekun', 'wubao'))   -- unless: not-a-supporter
  AND e.employed_from < p.decided_on                          -- unless: hired-later
  AND e.employed_to > p.period_end                            -- unless: ended-before
  AND t.from_on < p.period_start                              -- unless: joined-later
  AND t.to_on > p.period_end                                  -- unless: left-household
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
