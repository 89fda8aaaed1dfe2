/* lianjing-rule
id       = "A19"
category = "A19"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "period NOT IN ('once', 'event')"
title    = { zh = "审批名册上不在保的时期仍有发放", en = "Paid for a time in which the register of approvals does not have the household" }
means    = { zh = "审批对象名册有此户，但所有记录的纳入、退出时间都不包括发放的所属期：整期早于纳入，或整期晚于退出。", en = "The register of approvals knows the household, but none of its entries reaches into the period that was paid: wholly before enrolment, or wholly after exit." }
why      = { zh = "不在名册里的月份也发了钱，可能是停发没有跟上，也可能名册记错；多发的日后要退，少记的会影响以后领钱。", en = "Money for months outside the register means that stopping came late or the register is wrong: the one leads to paying back, the other to losing later payments." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：自批准之月起发放，停保的自决定次月起停发", "县级实施办法"]
tables   = ["payments", "approved"]
uses     = ["households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}发放{period}共{amount_yuan}元，而审批名册登记的纳入时间为{enrolled_on}、退出时间为{left_on}。请核对审批、停发手续和名册记载。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, while the register of approvals has the household from {enrolled_on} to {left_on}. Check the approval, the decision to stop, and the register."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.before_months = { default = 3, unit = "months", source = "aid may begin with the application, which lies this long before the approval; a county may set its own" }
param.after_months = { default = 3, unit = "months", source = "time in which a stop takes effect; a county with a longer gradual exit should set its own" }
param.odd_percent = { default = 20, unit = "percent of a register's households", source = "if more of them are paid before their day of enrolment, that day is one of re-assessment and nothing follows from it" }
param.few_households = { default = 5, unit = "households", source = "of so few paid too early, no share is reckoned" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "approved.name", "approved.programme", "approved.from_on", "approved.to_on", "approved.stop_reason"]
innocent.status-of-approval-time = { zh = "以该期当时的身份为准：名册另有一条记录包括该期的不算", en = "what counts is the status of that time: another entry of the register reaches into the period" }
innocent.household-still-enrolled = { zh = "同户另有一人在名册上且包括该期的不算（换户主、换领款人）", en = "another of the household is in the register for that period (a new head, a new payee)" }
innocent.application-month = { zh = "批准以前不久、自申请之月起补发的不算", en = "shortly before the approval: paid from the month of application" }
innocent.stop-taking-effect = { zh = "退出当月及停发期限内的月份不算", en = "the month of exit and the time in which a stop takes effect" }
innocent.register-of-another-year = { zh = "发放所属年度与名册年度、纳入年度不同的，名册可能只载后一次纳入，不比对", en = "periods of another year than the register's or the enrolment's: it may only have the later enrolment" }
innocent.day-of-reassessment = { zh = "名册中不少户都在“纳入时间”以前领过的，该日期是复核认定日期，不比对", en = "many households of the register are paid before their day: it is one of re-assessment" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH entries AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.from_on, e.to_on,
        coalesce(e.from_on, DATE '1900-01-01') AS held_from,
        coalesce(e.to_on, DATE '9999-12-31') AS held_to,
        year(coalesce(e.period_end, e.to_on, e.from_on)) AS register_year
    FROM enrolled AS e
    WHERE e.person_key IS NOT NULL
      AND e.programme_id IS NOT NULL
      AND (e.from_on IS NOT NULL OR e.to_on IS NOT NULL)
      AND coalesce(e.from_on, DATE '1900-01-01') <= coalesce(e.to_on, DATE '9999-12-31')
),
dated AS (               -- people whose every entry has days
    SELECT e.person_key, e.programme_id, min(e.held_from) AS first_from, max(e.held_to) AS last_to, min(e.row_id) AS row_id
    FROM entries AS e
    GROUP BY e.person_key, e.programme_id
),
undated AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM enrolled AS e
    WHERE e.person_key IS NOT NULL
      AND e.from_on IS NULL
      AND e.to_on IS NULL
),
money AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, d.first_from, d.last_to, d.row_id AS entry_row,
        CASE WHEN p.period_end < d.first_from THEN 1 ELSE 0 END AS too_early
    FROM dated AS d
    JOIN paid AS p
        ON p.person_key = d.person_key
       AND p.programme_id = d.programme_id
    JOIN programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN undated AS u
        ON u.person_key = d.person_key
       AND u.programme_id = d.programme_id
    WHERE p.amount_yuan >= $min_yuan
      AND p.period_start IS NOT NULL
      AND g.period NOT IN ('once', 'event')
      AND u.person_key IS NULL
),
covered AS (             -- some entry of the payee reaches into the period
    SELECT DISTINCT m.row_id
    FROM money AS m
    JOIN entries AS e
        ON e.person_key = m.person_key
       AND e.programme_id = m.programme_id
    WHERE e.held_from <= m.period_end
      AND e.held_to >= m.period_start
),
covered_by_mates AS (
    SELECT DISTINCT m.row_id
    FROM money AS m
    JOIN housemates AS t
        ON t.person_key = m.person_key
    JOIN entries AS e
        ON e.person_key = t.mate_key
       AND e.programme_id = m.programme_id
    WHERE t.mate_key <> t.person_key
      AND e.held_from <= m.period_end
      AND e.held_to >= m.period_start
),
shares AS (              -- how many of a register are paid before their day
    SELECT m.programme_id, count(DISTINCT m.person_key) AS households, count(DISTINCT CASE WHEN m.too_early = 1 THEN m.person_key END) AS early
    FROM money AS m
    GROUP BY m.programme_id
),
years AS (
    SELECT DISTINCT e.person_key, e.programme_id, e.register_year
    FROM entries AS e
)
SELECT
    m.person_key                           AS subject,
    m.programme_id,
    [m.row_id, m.entry_row]                AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    nullif(m.first_from, DATE '1900-01-01') AS enrolled_on,
    nullif(m.last_to, DATE '9999-12-31')   AS left_on
FROM money AS m
JOIN shares AS s
    ON s.programme_id = m.programme_id
LEFT JOIN covered AS v
    ON v.row_id = m.row_id
LEFT JOIN covered_by_mates AS h
    ON h.row_id = m.row_id
LEFT JOIN years AS y
    ON y.person_key = m.person_key
   AND y.programme_id = m.programme_id
   AND y.register_year = year(m.period_start)
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE m.amount_yuan >= $min_yuan
  AND v.row_id IS NULL                                        -- unless: status-of-approval-time
  AND h.row_id IS NULL                                        -- unless: household-still-enrolled
  AND NOT (m.too_early = 1 AND (year(m.first_from) - year(m.period_end)) * 12 + month(m.first_from) - month(m.period_end) <= $before_months)   -- unless: application-month
  AND NOT (m.period_start > m.last_to AND (year(m.period_start) - year(m.last_to)) * 12 + month(m.period_start) - month(m.last_to) <= $after_months)   -- unless: stop-taking-effect
  AND y.register_year IS NOT NULL                             -- unless: register-of-another-year
  AND NOT (m.too_early = 1 AND s.early > $few_households AND s.early * 100 > s.households * $odd_percent)   -- unless: day-of-reassessment
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan           -- unless: reversed
