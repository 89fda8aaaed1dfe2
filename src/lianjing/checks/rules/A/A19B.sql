/* lianjing-rule
id       = "A19B"
category = "A19"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "period NOT IN ('once', 'event')"
title    = { zh = "不在作为条件的项目（如低保）内，仍领取以其为条件的补贴", en = "A subsidy that depends on another programme, paid to someone who is not in it" }
means    = { zh = "县定某项补贴须以享受另一项目（如低保）为条件；所属月份同乡镇有该项目的发放名册，而本人及同户的人在审批名册、发放名册中都不在该项目内。", en = "By the county's rules a subsidy depends on another programme (such as the subsistence allowance); for a month in which the town's list of that programme is in the book, neither the person nor anybody of the household stands in its register or its pay list." }
why      = { zh = "这笔钱是给困难家庭的；不够条件的领了，钱就少了给真正困难的人。", en = "The money is for families in need; paid without the condition it is missing where the need is." }
basis    = ["国发〔2015〕52号：困难残疾人生活补贴主要补助低保家庭中的残疾人，有条件的地方可扩大到低收入及其他困难残疾人", "县级标准（standards.toml 的 needs）"]
tables   = ["payments", "households"]
uses     = ["approved", "approved_members", "deaths"]
standards = ["needs_programme"]
say.zh   = "{name}领取“{programme}”（{period}），县定条件是享受“{needed}”，而其间{lacking_months}个月、计{amount_yuan}元，本人及同户的人都不在“{needed}”的审批名册和发放名册中。请核对当时的待遇资格（包括低收入、特困等认定）和停发手续。"
say.en   = "{name} was paid “{programme}” ({period}); the county asks for “{needed}”, and for {lacking_months} months, {amount_yuan} yuan, neither the person nor the household is in its register or pay list. Check the status at that time (other recognised hardship included) and when the payment should have stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.switch_days = { default = 92, unit = "days", source = "months in which a household enters or leaves the needed programme: an application or a stop takes effect; a county may set its own" }
param.odd_percent = { default = 40, unit = "percent of a subsidy's payees", source = "if more of them lack the needed programme, the county pays others too, or the lists of that programme are incomplete, and nothing follows" }
param.few_persons = { default = 5, unit = "persons", source = "of so few no share is reckoned" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "households.name", "households.household_no"]
innocent.status-of-approval-time = { zh = "以该期当时的身份为准：审批名册、发放名册中当时有本人或同户的人的不算", en = "what counts is the status of that time: the register or the pay list of the needed programme has the person or one of the household then" }
innocent.switch-month = { zh = "纳入、退出前后三个月内的不算", en = "three months before entering and after leaving the needed programme" }
innocent.other-hardship = { zh = "同户有人享受城市低保、特困、五保等同类项目的不算", en = "one of the household is in a programme of the same kind (urban allowance, support for the extremely poor)" }
innocent.hardship-noted = { zh = "发放表写明建档立卡、脱贫、低收入、边缘、特困、重点优抚等的不算", en = "the pay list notes another recognised hardship" }
innocent.needed-list-missing = { zh = "该乡镇该月没有所需项目的发放名册的，不比对", en = "months for which the town's list of the needed programme is not in the book" }
innocent.list-of-the-village-missing = { zh = "该村从未见所需项目发放，且有两人以上缺条件的，多为发放表未收到", en = "the village stands in no list of the needed programme, and two or more of it lack it" }
innocent.household-unknown = { zh = "户籍中没有此人、或后来才迁入分户的，不知当时的户，不比对", en = "the person is not in the household register, or moved in later: the household of that time is unknown" }
innocent.quarantined-row = { zh = "所需项目的名册中，同村有本人或同户人的姓名、证号损坏被隔离的，视为在内", en = "a row of the needed programme with the name of the person or a housemate and a damaged number is in quarantine" }
innocent.under-another-number = { zh = "所需项目发给同村同名、号码不在户籍中的人的，属号码问题（另一类疑点）", en = "the needed programme is paid to that name in the village under a number of no resident: a finding of another kind" }
innocent.head-named = { zh = "发放表写明的户主、监护人在所需项目内的不算", en = "the head or guardian whom the pay list names is in the needed programme" }
innocent.county-pays-others = { zh = "领款人中相当多的人都不在所需项目内的，说明县里另有口径或名册不全，不比对", en = "many of the payees lack it: the county pays others too, or the lists are incomplete" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH asked AS (
    SELECT DISTINCT n.programme_id, n.needs_id
    FROM needs_programme AS n
),
fitting AS (             -- the needed programme, and what stands for it
    SELECT a.programme_id, a.needs_id AS status_id
    FROM asked AS a
    UNION SELECT a.programme_id, g.programme_id FROM asked AS a JOIN programmes AS g ON cast(g.programme_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban', 'tekun', 'wubao') WHERE cast(a.needs_id AS VARCHAR) IN ('dibao_rural', 'dibao_urban')   -- unless: other-hardship
),
money AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.months, p.name_key,
        coalesce(p.town_key, r.town_key) AS town_key,
        coalesce(p.village_key, r.village_key) AS village_key,
        r.row_id AS resident_row
    FROM paid AS p
    JOIN residents AS r
        ON r.person_key = p.person_key
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start = p.period_start
    WHERE p.programme_id IN (SELECT a.programme_id FROM asked AS a)
      AND p.amount_yuan >= $min_yuan
      AND p.period_start IS NOT NULL
      AND p.period_end IS NOT NULL
      AND coalesce(r.moved_in_on, DATE '1900-01-01') < p.period_start    -- unless: household-unknown
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan                  -- unless: reversed
),
mates AS (
    SELECT DISTINCT m.person_key, m.programme_id, h.mate_key, coalesce(k.name_key, h.mate_name) AS mate_name
    FROM money AS m
    JOIN housemates AS h
        ON h.person_key = m.person_key
    LEFT JOIN name_keys AS k
        ON k.name = h.mate_name
),
status_paid AS (
    SELECT p.person_key, p.programme_id AS status_id, p.name_key, p.village_key, p.town_key, coalesce(p.period_start, p.paid_on) AS from_on, coalesce(p.period_end, p.paid_on) AS to_on
    FROM paid AS p
    WHERE p.programme_id IN (SELECT f.status_id FROM fitting AS f)
      AND p.amount_yuan > 0
),
statuses AS (            -- when who was in a fitting programme
    SELECT s.person_key, s.status_id, s.from_on, s.to_on
    FROM status_paid AS s
    UNION ALL SELECT e.person_key, e.programme_id, coalesce(e.from_on, DATE '1900-01-01'), coalesce(e.to_on, DATE '9999-12-31') FROM enrolled AS e WHERE e.programme_id IN (SELECT f.status_id FROM fitting AS f)   -- unless: status-of-approval-time
),
spans AS (
    SELECT DISTINCT m.person_key, m.programme_id, s.from_on, s.to_on
    FROM mates AS m
    JOIN fitting AS f
        ON f.programme_id = m.programme_id
    JOIN statuses AS s
        ON s.person_key = m.mate_key
       AND s.status_id = f.status_id
),
listed_months AS (       -- by town; where the lists name no town, by village
    SELECT a.programme_id, a.needs_id, c.town_key, c.village_key, c.month
    FROM asked AS a
    JOIN covered_months AS c
        ON c.programme_id = a.needs_id
),
months AS (
    SELECT m.row_id, m.person_key, m.programme_id, c.month, c.month_end, count(l.needs_id) AS lists
    FROM money AS m
    JOIN calendar AS c
        ON c.month <= m.period_end
       AND c.month_end >= m.period_start
    LEFT JOIN listed_months AS l
        ON l.programme_id = m.programme_id
       AND l.month = c.month
       AND (l.town_key = m.town_key OR (l.town_key IS NULL AND l.village_key = m.village_key))
    GROUP BY m.row_id, m.person_key, m.programme_id, c.month, c.month_end
),
within AS (              -- months in which the household was in a fitting programme, or near such a one
    SELECT DISTINCT m.row_id, m.month
    FROM months AS m
    JOIN spans AS s
        ON s.person_key = m.person_key
       AND s.programme_id = m.programme_id
    WHERE s.from_on <= m.month_end
        + $switch_days                                                   -- unless: switch-month
      AND s.to_on >= m.month
        - $switch_days                                                   -- unless: switch-month
),
lacking AS (
    SELECT m.row_id, count(*) AS lacking_months
    FROM months AS m
    LEFT JOIN within AS w
        ON w.row_id = m.row_id
       AND w.month = m.month
    WHERE w.row_id IS NULL
      AND m.lists > 0                                                    -- unless: needed-list-missing
    GROUP BY m.row_id
),
short AS (
    SELECT
        m.person_key, m.programme_id, m.programme, m.row_id, m.amount_yuan, m.period_start, m.period_end, m.months, m.name_key, m.town_key, m.village_key, m.resident_row,
        l.lacking_months,
        x.head_name, x.guardian_name,
        coalesce(x.note, '') || '|' || coalesce(x.category, '') || '|' || coalesce(x.reason, '') || '|' || coalesce(x.status, '') AS said
    FROM lacking AS l
    JOIN money AS m
        ON m.row_id = l.row_id
    JOIN payments AS x
        ON x.row_id = m.row_id
),
shares AS (
    SELECT m.programme_id, count(DISTINCT m.person_key) AS persons, count(DISTINCT s.person_key) AS short_persons
    FROM money AS m
    LEFT JOIN short AS s
        ON s.row_id = m.row_id
    GROUP BY m.programme_id
),
in_village AS (
    SELECT s.programme_id, s.town_key, s.village_key, count(DISTINCT s.person_key) AS short_persons
    FROM short AS s
    GROUP BY s.programme_id, s.town_key, s.village_key
),
names AS (               -- the person and the household, by name
    SELECT s.person_key, s.programme_id, s.town_key, s.village_key, s.name_key AS called
    FROM short AS s
    WHERE s.name_key IS NOT NULL
    UNION
    SELECT s.person_key, s.programme_id, s.town_key, s.village_key, m.mate_name
    FROM short AS s
    JOIN mates AS m
        ON m.person_key = s.person_key
       AND m.programme_id = s.programme_id
    WHERE m.mate_name IS NOT NULL
),
head_texts AS (          -- whom the pay list or the household register names as head or guardian
    SELECT s.person_key, s.programme_id, s.town_key, s.village_key, s.head_name AS called FROM short AS s WHERE s.head_name IS NOT NULL
    UNION
    SELECT s.person_key, s.programme_id, s.town_key, s.village_key, s.guardian_name FROM short AS s WHERE s.guardian_name IS NOT NULL
    UNION
    SELECT s.person_key, s.programme_id, s.town_key, s.village_key, h.head_name FROM short AS s JOIN households AS h ON h.row_id = s.resident_row WHERE h.head_name IS NOT NULL
),
damaged AS (
    SELECT q.name_key, q.village_key, q.town_key
    FROM quarantined_paid AS q
    WHERE q.amount_yuan > 0
      AND q.programme_id IN (SELECT f.status_id FROM fitting AS f)
    UNION ALL
    SELECT coalesce(n.name_key, e.name), v.village_key, w.town_key
    FROM (
        SELECT a.name, a.village, a.town FROM approved_quarantined AS a
        UNION ALL
        SELECT a.name, a.village, a.town FROM approved_members_quarantined AS a
    ) AS e
    LEFT JOIN name_keys AS n
        ON n.name = e.name
    LEFT JOIN village_keys AS v
        ON v.village = e.village
    LEFT JOIN town_keys AS w
        ON w.town = e.town
),
damaged_names AS (
    SELECT DISTINCT n.person_key, n.programme_id
    FROM names AS n
    JOIN damaged AS d
        ON d.name_key = n.called
    WHERE coalesce(d.village_key = n.village_key, TRUE)
      AND coalesce(d.town_key = n.town_key, TRUE)
),
strangers AS (           -- the needed programme is paid to that name under a number that is no resident's
    SELECT DISTINCT n.person_key, n.programme_id
    FROM names AS n
    JOIN status_paid AS s
        ON s.name_key = n.called
       AND s.village_key = n.village_key
       AND coalesce(s.town_key = n.town_key, TRUE)
    LEFT JOIN residents AS r
        ON r.person_key = s.person_key
    WHERE r.person_key IS NULL
),
heads AS (
    SELECT DISTINCT h.person_key, h.programme_id
    FROM head_texts AS h
    LEFT JOIN name_keys AS n
        ON n.name = h.called
    JOIN status_paid AS s
        ON s.name_key = coalesce(n.name_key, h.called)
    WHERE coalesce(s.village_key = h.village_key, TRUE)
      AND coalesce(s.town_key = h.town_key, TRUE)
),
listed_villages AS (
    SELECT s.town_key, s.village_key FROM status_paid AS s
    UNION
    SELECT q.town_key, q.village_key FROM quarantined_paid AS q WHERE q.programme_id IN (SELECT f.status_id FROM fitting AS f)
)
SELECT
    s.person_key                                             AS subject,
    s.programme_id,
    [s.row_id, s.resident_row]                               AS evidence,
    cast(s.amount_yuan * s.lacking_months / nullif(s.months, 0) AS DECIMAL(18,2)) AS amount_yuan,
    s.programme,
    s.period_start,
    s.period_end,
    g.zh                                                     AS needed,
    cast(sum(s.lacking_months) OVER (PARTITION BY s.person_key, s.programme_id) AS BIGINT) AS lacking_months
FROM short AS s
JOIN (SELECT a.programme_id, min(a.needs_id) AS needs_id FROM asked AS a GROUP BY a.programme_id) AS k
    ON k.programme_id = s.programme_id
JOIN programmes AS g
    ON g.programme_id = k.needs_id
JOIN shares AS c
    ON c.programme_id = s.programme_id
JOIN in_village AS b
    ON b.programme_id = s.programme_id
   AND b.town_key IS NOT DISTINCT FROM s.town_key
   AND b.village_key IS NOT DISTINCT FROM s.village_key
LEFT JOIN listed_villages AS v
    ON v.town_key IS NOT DISTINCT FROM s.town_key
   AND v.village_key = s.village_key
LEFT JOIN damaged_names AS d
    ON d.person_key = s.person_key
   AND d.programme_id = s.programme_id
LEFT JOIN strangers AS n
    ON n.person_key = s.person_key
   AND n.programme_id = s.programme_id
LEFT JOIN heads AS h
    ON h.person_key = s.person_key
   AND h.programme_id = s.programme_id
WHERE s.lacking_months > 0
  AND NOT (s.said LIKE '%建档%' OR s.said LIKE '%脱贫%' OR s.said LIKE '%贫困户%' OR s.said LIKE '%低收入%' OR s.said LIKE '%边缘%' OR s.said LIKE '%监测%' OR s.said LIKE '%特困%' OR s.said LIKE '%五保%' OR s.said LIKE '%支出型%' OR s.said LIKE '%优抚%' OR s.said LIKE '%孤儿%' OR s.said LIKE '%依老养残%' OR s.said LIKE '%一户多残%')   -- unless: hardship-noted
  AND (v.village_key IS NOT NULL OR s.village_key IS NULL OR b.short_persons < 2)   -- unless: list-of-the-village-missing
  AND d.person_key IS NULL                                   -- unless: quarantined-row
  AND n.person_key IS NULL                                   -- unless: under-another-number
  AND h.person_key IS NULL                                   -- unless: head-named
  AND NOT (c.short_persons > $few_persons AND c.short_persons * 100 > c.persons * $odd_percent)   -- unless: county-pays-others
