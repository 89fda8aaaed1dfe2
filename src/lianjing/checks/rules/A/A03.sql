/* lianjing-rule
id       = "A03"
category = "A03"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "per_head"
title    = { zh = "已去世的成员仍计入家庭人数", en = "A dead member still counted in the household's money" }
means    = { zh = "按人计发的家庭待遇，成员去世的当季以后，发放人数（无人数的，每月金额）没有减少，且多于在世成员。", en = "Money counted per head: after the quarter in which a member died, the persons counted (or, where none are stated, the sum per month) did not shrink and exceed the living members." }
why      = { zh = "家里少了一个人，补助还按原来的人数发，时间一长就成了一笔要退的钱；别的困难家庭也少得一份。", en = "If a household is still paid for a member it has lost, the sum to give back grows month by month, and other poor families get less." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：家庭人口变化的，及时核增核减"]
tables   = ["payments", "deaths"]
uses     = ["households", "approved_members"]
say.zh   = "{member_name}登记的死亡日期为{died_on}，“{programme}”对{name}户此后仍发放{period}共{amount_yuan}元，人数（{paid_persons}）或金额没有相应减少。请核对核减手续。"
say.en   = "{member_name} is registered as having died on {died_on}; “{programme}” still paid the household of {name} {amount_yuan} yuan for {period} without fewer persons ({paid_persons}) or less money. Check when the household was re-counted."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.persons", "payments.amount_yuan", "payments.period_start", "payments.name", "deaths.died_on", "deaths.name", "approved_members.name"]
innocent.per-household-programme = { zh = "按户、按人定额以外发放的待遇不随人口变化", en = "money paid per household, not per head, does not change with its members" }
innocent.quarter-of-death = { zh = "去世当季仍按原人数发放，自下一季起减人", en = "the number is changed from the quarter after the death on" }
innocent.number-shrank = { zh = "去世以后人数或每月金额已减少", en = "the persons or the sum per month shrank after the death" }
innocent.not-counted-before = { zh = "只保部分成员：发放人数不多于在世成员", en = "only some members are covered: no more persons are paid for than are alive" }
innocent.born-since = { zh = "同时有出生、迁入，人数相抵", en = "a birth or move into the household made up for the number" }
innocent.payee-died = { zh = "领款人本人去世的由另一规则比对", en = "the payee's own death is another rule's" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH bereaved AS (       -- households of payees in which a member died
    SELECT c.payee_key, c.member_key, c.member_name, c.died_on, c.to_on, c.row_id AS member_row, c.death_row, c.declared
    FROM counted_members AS c
    WHERE c.died_on IS NOT NULL
      AND c.member_key <> c.payee_key                     -- unless: payee-died
),
with_list AS (
    SELECT c.payee_key, bool_or(c.declared) AS has_list
    FROM counted_members AS c
    GROUP BY c.payee_key
),
money AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.persons, p.period_start, p.period_end, p.months,
        b.member_key, b.member_name, b.died_on, b.to_on, b.member_row, b.death_row, b.declared
    FROM bereaved AS b
    JOIN paid AS p
        ON p.person_key = b.payee_key
    LEFT JOIN programmes AS g
        ON g.programme_id = p.programme_id
    WHERE p.amount_yuan >= $min_yuan
      AND p.period_start IS NOT NULL
      AND coalesce(g.per_head, FALSE)                     -- unless: per-household-programme
),
former AS (              -- the last payment that began before the death
    SELECT m.person_key, m.programme, m.member_key, m.amount_yuan, m.persons, m.months
    FROM (
        SELECT
            k.person_key, k.programme, k.member_key, k.amount_yuan, k.persons, k.months,
            row_number() OVER (PARTITION BY k.person_key, k.programme, k.member_key ORDER BY k.period_start DESC, k.row_id) AS place
        FROM money AS k
        WHERE k.period_start <= k.died_on
    ) AS m
    WHERE m.place = 1
),
after_death AS (
    SELECT
        m.person_key, m.programme_id, m.programme, m.row_id, m.amount_yuan, m.persons, m.period_start, m.period_end, m.months,
        m.member_key, m.member_name, m.died_on, m.member_row, m.death_row, m.declared
    FROM money AS m
    WHERE m.period_start > last_day(m.died_on)
      AND m.period_start > m.to_on                        -- unless: quarter-of-death
),
living AS (              -- approved members (where there is no list, of the register) who were alive, and who came since
    SELECT
        m.row_id, m.member_key,
        count(DISTINCT CASE WHEN c.declared OR c.member_key = m.person_key OR NOT w.has_list THEN c.member_key END) AS alive,
        count(DISTINCT CASE WHEN w.has_list AND NOT c.declared AND c.member_key <> m.person_key AND year(m.period_end) - year(c.from_on) <= 1 THEN c.member_key END) AS come_since
    FROM (SELECT DISTINCT a.row_id, a.person_key, a.member_key, a.period_start, a.period_end FROM after_death AS a) AS m
    JOIN counted_members AS c
        ON c.payee_key = m.person_key
    JOIN with_list AS w
        ON w.payee_key = m.person_key
    WHERE c.to_on >= m.period_start
      AND c.from_on <= m.period_end
      AND c.member_key <> m.member_key
    GROUP BY m.row_id, m.member_key
)
SELECT
    m.person_key                            AS subject,
    m.programme_id,
    [m.row_id, m.death_row, m.member_row]   AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.member_name,
    m.died_on,
    m.persons                               AS paid_persons
FROM after_death AS m
LEFT JOIN living AS l
    ON l.row_id = m.row_id
   AND l.member_key = m.member_key
LEFT JOIN former AS f
    ON f.person_key = m.person_key
   AND f.programme = m.programme
   AND f.member_key = m.member_key
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE (m.persons IS NOT NULL OR (m.declared AND f.amount_yuan IS NOT NULL))
  AND coalesce(m.persons >= f.persons, TRUE)                                             -- unless: number-shrank
  AND coalesce(m.amount_yuan * f.months >= f.amount_yuan * m.months, TRUE)               -- unless: number-shrank
  AND coalesce(m.persons > coalesce(l.alive, 1) + coalesce(l.come_since, 0), TRUE)       -- unless: not-counted-before
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan                                      -- unless: reversed
