/* lianjing-rule
id       = "U07"
category = "U07"
strength = "strong"
subject  = "person"
side     = "to"
reach    = "county"
funds    = "payee = 'household' AND means_tested"
title    = { zh = "领款的户主去世后，其余保障成员的救助随之中断", en = "The household's aid ended with the death of the head, though approved members live on" }
means    = { zh = "救助款发给户主，户主去世后同乡镇照常发放，而该户其余保障成员没有人再领到；名册也没有因收入等原因停保的记录。", en = "The aid was paid to the head of the household; since that death it is still paid in the town, but to nobody of the household, whose other approved members are alive, and no other reason is recorded." }
why      = { zh = "顶梁柱不在了，剩下的老人、孩子更需要保障，不能因为换人手续把一户都停了。", en = "After the death of the head the old and the children need the aid more than before; a change of payee must not end it." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：家庭成员变化的应当核定增减救助金额，不因户主死亡而整户停发"]
tables   = ["payments", "deaths"]
uses     = ["approved", "approved_members", "households"]
say.zh   = "{name}户的“{programme}”发至{last_paid}，户主已于{died_on}去世；此后同乡镇{period}照常发放，该户保障成员{survivor_name}等{survivors}人没有发放记录（{unpaid_months}个月，约{amount_yuan}元）。请核对是否应变更领款人、继续保障。"
say.en   = "“{programme}” of the household of {name} was paid until {last_paid}; the head died on {died_on}. It was still paid in the town for {period}, but not to {survivor_name} and the other members ({survivors} in all; {unpaid_months} months, about {amount_yuan} yuan). Check whether the payee should be changed and the aid go on."
param.min_months = { default = 3, unit = "months missed after the death", source = "a change of payee takes a quarter; a county may set its own" }
cells    = ["payments.name", "payments.period_end", "payments.persons", "payments.amount_yuan", "deaths.died_on", "approved_members.name", "households.name"]
innocent.alone = { zh = "发放表写明只保障一人的不算", en = "the pay list says that only one person was in the aid" }
innocent.survivor-dead-or-gone = { zh = "其余成员已去世或已迁出的不算", en = "the other members have died or moved away" }
innocent.paid-to-survivor = { zh = "已改由同户的其他人领取的不算", en = "another of the household draws it since" }
innocent.exclusive-programme = { zh = "其余成员已转入互斥项目（特困、孤儿等）的不算", en = "a surviving member is paid a programme that excludes this one" }
innocent.stopped-with-reason = { zh = "名册写明因收入、财产、自愿等（非死亡）原因停保，或在户主去世以前已停保的不算", en = "the register gives a reason other than the death, or it had ended before" }
innocent.quarantined-row = { zh = "成员同名一行因证号损坏被隔离的，视为已发放", en = "a row of a member's name has a damaged number and is in quarantine" }
innocent.paid-under-another-number = { zh = "同村以成员姓名、号码不在户籍中的已有发放，属号码问题", en = "paid to a member's name under a number of no resident: a finding of another kind" }
innocent.list-of-the-village-missing = { zh = "该村此后没有任何发放记录的，多为发放表未收到", en = "nobody of the village is paid since: its list is likely not in the book" }
*/
WITH household_aid AS (
    SELECT g.programme_id, g.zh
    FROM programmes AS g
    WHERE g.payee = 'household'
      AND g.period IN ('month', 'quarter')
      AND g.means_tested
),
heads AS (
    SELECT p.person_key, p.programme_id, d.died_on, d.row_id AS death_row, max(coalesce(p.period_end, p.paid_on)) AS last_end
    FROM dead AS d
    JOIN paid AS p
        ON p.person_key = d.person_key
    JOIN household_aid AS g
        ON g.programme_id = p.programme_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_start, p.paid_on) <= d.died_on
    GROUP BY p.person_key, p.programme_id, d.died_on, d.row_id
),
last_rows AS (
    SELECT
        h.person_key, h.programme_id, h.died_on, h.death_row, h.last_end, p.row_id, p.town_key, p.village_key, p.amount_yuan, p.months, p.persons,
        row_number() OVER (PARTITION BY h.person_key, h.programme_id ORDER BY p.row_id) AS nth
    FROM heads AS h
    JOIN paid AS p
        ON p.person_key = h.person_key
       AND p.programme_id = h.programme_id
       AND coalesce(p.period_end, p.paid_on) = h.last_end
    WHERE p.amount_yuan > 0
),
later_months AS (
    SELECT l.person_key, l.programme_id, c.month, c.month_end
    FROM last_rows AS l
    JOIN covered_months AS c
        ON c.programme_id = l.programme_id
       AND c.town_key = l.town_key
    WHERE l.nth = 1
      AND c.month > greatest(l.last_end, l.died_on)
    UNION ALL
    SELECT l.person_key, l.programme_id, c.month, c.month_end
    FROM last_rows AS l
    JOIN covered_months AS c
        ON c.programme_id = l.programme_id
       AND c.village_key = l.village_key
    WHERE l.nth = 1
      AND c.town_key IS NULL
      AND c.month > greatest(l.last_end, l.died_on)
),
missed AS (
    SELECT m.person_key, m.programme_id, min(m.month) AS from_on, max(m.month_end) AS to_on, count(DISTINCT m.month) AS unpaid_months
    FROM later_months AS m
    GROUP BY m.person_key, m.programme_id
    HAVING count(DISTINCT m.month) >= $min_months
),
members AS (             -- the approved members; where no list of them is there, the household, if the pay list counts several persons
    SELECT l.person_key, l.programme_id, a.person_key AS mate_key, a.name, a.row_id
    FROM last_rows AS l
    JOIN approved_members AS a
        ON a.head_person_key = l.person_key
    WHERE l.nth = 1
      AND a.person_key <> l.person_key
    UNION
    SELECT l.person_key, l.programme_id, h.mate_key, h.mate_name, h.mate_row_id
    FROM last_rows AS l
    JOIN housemates AS h
        ON h.person_key = l.person_key
    WHERE l.nth = 1
      AND l.persons >= 2
      AND h.mate_key <> l.person_key
      AND l.person_key NOT IN (SELECT b.head_person_key FROM approved_members AS b WHERE b.head_person_key IS NOT NULL)
),
survivors AS (
    SELECT m.person_key, m.programme_id, m.mate_key, m.name, m.row_id
    FROM members AS m
    JOIN missed AS x
        ON x.person_key = m.person_key
       AND x.programme_id = m.programme_id
    LEFT JOIN dead AS d
        ON d.person_key = m.mate_key
    LEFT JOIN residents AS r
        ON r.person_key = m.mate_key
    WHERE m.mate_key IS NOT NULL
      AND d.person_key IS NULL                               -- unless: survivor-dead-or-gone
      AND r.moved_out_on IS NULL                             -- unless: survivor-dead-or-gone
),
families AS (
    SELECT s.person_key, s.programme_id, count(DISTINCT s.mate_key) AS survivors, min(s.mate_key) AS first_key
    FROM survivors AS s
    GROUP BY s.person_key, s.programme_id
),
everybody AS (           -- whoever may draw the household's money
    SELECT m.person_key, m.programme_id, m.mate_key FROM members AS m
    UNION
    SELECT f.person_key, f.programme_id, h.mate_key
    FROM families AS f
    JOIN housemates AS h
        ON h.person_key = f.person_key
),
paid_since AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM everybody AS e
    JOIN missed AS m
        ON m.person_key = e.person_key
       AND m.programme_id = e.programme_id
    JOIN paid AS p
        ON p.person_key = e.mate_key
       AND p.programme_id = e.programme_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_end, p.paid_on) >= m.from_on
),
instead AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM everybody AS e
    JOIN missed AS m
        ON m.person_key = e.person_key
       AND m.programme_id = e.programme_id
    JOIN exclusive AS x
        ON x.programme_id = e.programme_id
    JOIN paid AS p
        ON p.person_key = e.mate_key
       AND p.programme_id = x.other_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_end, p.paid_on) >= m.from_on
),
closed AS (
    SELECT DISTINCT e.person_key, e.programme_id
    FROM everybody AS e
    JOIN last_rows AS l
        ON l.person_key = e.person_key
       AND l.programme_id = e.programme_id
    JOIN enrolled AS r
        ON r.person_key = e.mate_key
       AND r.programme_id = e.programme_id
    WHERE r.to_on < l.died_on
       OR (coalesce(r.stop_reason, '') NOT IN ('', '无', '-', '/', '正常')
           AND NOT (r.stop_reason LIKE '%死亡%' OR r.stop_reason LIKE '%去世%' OR r.stop_reason LIKE '%亡故%' OR r.stop_reason LIKE '%病故%' OR r.stop_reason LIKE '%户主%'))
),
strangers AS (
    SELECT DISTINCT s.person_key, s.programme_id
    FROM survivors AS s
    JOIN last_rows AS l
        ON l.person_key = s.person_key
       AND l.programme_id = s.programme_id
    JOIN paid AS p
        ON p.name_key = s.name
       AND p.village_key = l.village_key
       AND p.programme_id = s.programme_id
    LEFT JOIN residents AS r
        ON r.person_key = p.person_key
    WHERE p.amount_yuan > 0
      AND r.person_key IS NULL
      AND p.person_key <> s.mate_key
      AND coalesce(p.period_end, p.paid_on) > l.last_end
),
paid_villages AS (
    SELECT p.programme_id, p.town_key, p.village_key, max(coalesce(p.period_end, p.paid_on)) AS last_end
    FROM paid AS p
    WHERE p.amount_yuan > 0
      AND p.programme_id IN (SELECT l.programme_id FROM last_rows AS l)
    GROUP BY p.programme_id, p.town_key, p.village_key
)
SELECT
    l.person_key                                             AS subject,
    l.programme_id,
    [l.row_id, l.death_row, s.row_id]                        AS evidence,
    cast(l.amount_yuan * m.unpaid_months * f.survivors / nullif(l.months * (f.survivors + 1), 0) AS DECIMAL(18,2)) AS amount_yuan,
    g.zh                                                     AS programme,
    m.from_on                                                AS period_start,
    m.to_on                                                  AS period_end,
    l.last_end                                               AS last_paid,
    l.died_on,
    s.name                                                   AS survivor_name,
    f.survivors,
    m.unpaid_months
FROM last_rows AS l
JOIN missed AS m
    ON m.person_key = l.person_key
   AND m.programme_id = l.programme_id
JOIN families AS f
    ON f.person_key = l.person_key
   AND f.programme_id = l.programme_id
JOIN survivors AS s
    ON s.person_key = f.person_key
   AND s.programme_id = f.programme_id
   AND s.mate_key = f.first_key
JOIN household_aid AS g
    ON g.programme_id = l.programme_id
LEFT JOIN paid_since AS p
    ON p.person_key = l.person_key
   AND p.programme_id = l.programme_id
LEFT JOIN instead AS i
    ON i.person_key = l.person_key
   AND i.programme_id = l.programme_id
LEFT JOIN closed AS c
    ON c.person_key = l.person_key
   AND c.programme_id = l.programme_id
LEFT JOIN strangers AS t
    ON t.person_key = l.person_key
   AND t.programme_id = l.programme_id
LEFT JOIN paid_villages AS v
    ON v.programme_id = l.programme_id
   AND v.town_key IS NOT DISTINCT FROM l.town_key
   AND v.village_key IS NOT DISTINCT FROM l.village_key
WHERE l.nth = 1
  AND coalesce(l.persons, 2) >= 2                            -- unless: alone
  AND p.person_key IS NULL                                   -- unless: paid-to-survivor
  AND i.person_key IS NULL                                   -- unless: exclusive-programme
  AND c.person_key IS NULL                                   -- unless: stopped-with-reason
  AND t.person_key IS NULL                                   -- unless: paid-under-another-number
  AND NOT EXISTS (SELECT 1 FROM survivors AS k JOIN quarantined_paid AS q ON q.name_key = k.name WHERE k.person_key = l.person_key AND k.programme_id = l.programme_id AND q.programme_id = l.programme_id AND coalesce(q.period_end, q.paid_on) > l.last_end)   -- unless: quarantined-row
  AND (l.village_key IS NULL OR v.last_end > l.last_end)     -- unless: list-of-the-village-missing
