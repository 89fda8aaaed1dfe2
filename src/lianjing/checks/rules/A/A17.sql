/* lianjing-rule
id       = "A17"
category = "A17"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "means_tested AND cast(programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')"
title    = { zh = "领取低保、特困供养，而登记的子女为财政供养人员", en = "Subsistence aid for a parent whose registered child is a public employee" }
means    = { zh = "亲属申报、户籍或核定家庭登记有子女，该子女在整个所属期内是财政供养人员，属有赡养能力的法定赡养人。", en = "The declared kin, the household register or the approved household names a child who was on the register of public staff throughout the period: someone liable and able to support the parent." }
why      = { zh = "子女有稳定工资，老人的生活首先该由子女照应；国家的钱要留给没有依靠的老人。也可能子女确实不管，那更要弄清老人的难处。", en = "A child with a steady salary should look after a parent first, and public money is for old people who have nobody. If the child does not help, the parent's need must be seen." }
basis    = ["社会救助暂行办法第十四条：无法定赡养、抚养、扶养义务人或者其无履行义务能力的，给予特困人员供养", "最低生活保障审核确认办法（民发〔2021〕57号）：家庭收入包括赡养费"]
tables   = ["payments", "staff"]
uses     = ["kin", "households", "approved_members", "approved", "deaths"]
say.zh   = "“{programme}”向{name}发放{period}共{amount_yuan}元，其间登记的子女{child_name}为{unit_name}在职人员（入职日期{hired_on}）。请核对赡养关系、赡养费是否计入收入。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, while {child_name}, registered as a child, was employed by {unit_name} (since {hired_on}). Check the kinship and whether support by the child was counted."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "staff.name", "staff.unit_name", "staff.from_on", "staff.to_on", "kin.name", "kin.relation", "kin.official_name", "households.name", "households.relation", "approved_members.name", "approved_members.relation"]
innocent.support-already-counted = { zh = "发放表或审批名册写明赡养费已计入收入，或写明不共同生活、单独施保的不算", en = "the pay list or the register of approvals says that the child's support was counted, or that the person is covered alone" }
innocent.hired-later = { zh = "所属期开始以后（包括退出救助以后）才入职的不算", en = "hired after the period began, or after the parent had left the programme" }
innocent.left-service = { zh = "所属期内已离职、退休的不算；写明离职、退休而没有日期的，也不算", en = "left or retired before the period ended, or said to be so without a day" }
innocent.kinship-ended = { zh = "亲属申报写明关系已终止（如解除收养）的不算", en = "the declared kinship had ended" }
innocent.child-died = { zh = "子女已去世的不算", en = "the child had died" }
innocent.other-means-test = { zh = "危房改造、租赁补贴、临时救助等不以赡养人收入认定，不算", en = "grants for houses, rents and emergencies do not look at those liable to support" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH candidates AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.decided_on, p.left_after_reversals,
        k.child_key, k.child_name, k.row_id AS kin_row, k.known_to,
        e.row_id AS staff_row, e.name AS employee_name, e.unit_name, e.hired_on, e.employed_from, e.employed_to
    FROM employed AS e
    JOIN children AS k
        ON k.child_key = e.person_key
    JOIN means_paid AS p
        ON p.person_key = k.parent_key
    WHERE p.amount_yuan >= $min_yuan
      AND cast(p.programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao')   -- unless: other-means-test
      AND e.left_undated = FALSE                              -- unless: left-service
      AND e.employed_to > p.period_end                        -- unless: left-service
      AND e.employed_from < p.decided_on                      -- unless: hired-later
      AND k.known_to > p.period_end                           -- unless: kinship-ended
),
remarks AS (             -- of the few rows in question
    SELECT c.row_id, coalesce(x.note, '') || '|' || coalesce(x.reason, '') || '|' || coalesce(x.category, '') AS said
    FROM (SELECT DISTINCT k.row_id FROM candidates AS k) AS c
    JOIN payments AS x
        ON x.row_id = c.row_id
),
registers AS (
    SELECT a.person_key, max(CASE WHEN a.note LIKE '%赡养%' OR a.note LIKE '%扶养%' OR a.note LIKE '%抚养%' OR a.note LIKE '%单人保%' OR a.note LIKE '%单独施保%' OR a.category LIKE '%单人%' THEN 1 ELSE 0 END) AS counted
    FROM approved AS a
    WHERE a.person_key IN (SELECT k.person_key FROM candidates AS k)
    GROUP BY a.person_key
)
SELECT
    c.person_key                                              AS subject,
    c.programme_id,
    [c.row_id, c.staff_row, c.kin_row]                        AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    coalesce(c.employee_name, c.child_name)                   AS child_name,
    coalesce(c.unit_name, '财政供养单位')                     AS unit_name,
    c.hired_on
FROM candidates AS c
JOIN remarks AS x
    ON x.row_id = c.row_id
LEFT JOIN registers AS g
    ON g.person_key = c.person_key
LEFT JOIN dead AS d
    ON d.person_key = c.child_key
WHERE c.amount_yuan >= $min_yuan
  AND NOT (x.said LIKE '%赡养%' OR x.said LIKE '%扶养%' OR x.said LIKE '%单人保%' OR x.said LIKE '%单独施保%')   -- unless: support-already-counted
  AND coalesce(g.counted, 0) = 0                              -- unless: support-already-counted
  AND coalesce(d.died_on, DATE '9999-12-31') > c.period_end   -- unless: child-died
  AND c.left_after_reversals >= $min_yuan                     -- unless: reversed
