/* lianjing-rule
id       = "A24"
category = "A24"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "coalesce(payee, '') <> 'project'"
title    = { zh = "发放人数多于户籍人数", en = "More persons paid for than the household has" }
means    = { zh = "发放表中的人数，多于所属期内户籍登记（连同核定家庭成员中在册或已去世的人）可以计入的人数。", en = "The pay list counts more persons than the household register knows for the period, together with approved members who are registered or had died." }
why      = { zh = "按人头发的钱，人数写多了，钱就发多了；同样人口的邻居拿得少，心里不平。", en = "Where money goes by heads, a head too many is money too much, and neighbours with a family of the same size get less." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：按共同生活的家庭成员计算", "按人口发放的款项以实有人口为准"]
tables   = ["payments", "households"]
uses     = ["approved_members", "deaths"]
say.zh   = "“{programme}”按{paid_persons}人向{name}户发放{period}共{amount_yuan}元，户籍登记及核定成员中可计入的只有{known_persons}人。请核对家庭成员和人数。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan for {period} counting {paid_persons} persons; the register and the approved list know {known_persons}. Check the members and their number."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.persons", "payments.amount_yuan", "payments.name", "households.name", "households.household_no"]
innocent.birth-in-period = { zh = "所属期内（及以前）出生、迁入的计入", en = "who was born or moved in within the period, or before, counts" }
innocent.death-in-period = { zh = "所属期内去世、迁出的计入；去世的，至当季末调整人数", en = "who died or moved out within the period counts; for a death the number is changed at the end of the quarter" }
innocent.two-books = { zh = "核定家庭成员分在两本户口簿的，按核定成员计入", en = "approved members who stand in another household book count" }
innocent.register-cell-damaged = { zh = "户籍中号码单元格已损坏的成员计入", en = "members whose ID is damaged in the register count" }
innocent.not-in-register = { zh = "领款人不在户籍登记中的不比对（由另一规则比对）", en = "no comparison where the payee is not in the register (another rule's)" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH money AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.persons, p.period_start, p.period_end
    FROM paid AS p
    LEFT JOIN programmes AS g
        ON g.programme_id = p.programme_id
    WHERE p.persons > 1
      AND p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
      AND p.period_start IS NOT NULL
      AND coalesce(g.payee, '') <> 'project'
),
sizes AS (
    SELECT m.row_id, count(c.member_key) AS known_persons, min(CASE WHEN c.member_key = m.person_key THEN c.row_id END) AS register_row
    FROM money AS m
    JOIN counted_members AS c
        ON c.payee_key = m.person_key
    WHERE c.known
      AND c.from_on <= m.period_end
      AND c.to_on >= m.period_start
    GROUP BY m.row_id
)
SELECT
    m.person_key                   AS subject,
    m.programme_id,
    [m.row_id, h.row_id]           AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.persons                      AS paid_persons,
    coalesce(s.known_persons, 0)   AS known_persons
FROM money AS m
LEFT JOIN sizes AS s
    ON s.row_id = m.row_id
LEFT JOIN residents AS h
    ON h.person_key = m.person_key
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE m.persons > coalesce(s.known_persons, 0)
  AND h.household_id IS NOT NULL                         -- unless: not-in-register
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
