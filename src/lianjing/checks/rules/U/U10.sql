/* lianjing-rule
id       = "U10"
category = "U10"
strength = "strong"
subject  = "allocation"
side     = "to"
title    = { zh = "项目资金闲置，而同乡镇在册对象没有领到", en = "Money lies idle while people on the town's register are unpaid" }
means    = { zh = "乡镇已收到的某项目资金到查验日仍有未发放的余额，而同期、同乡镇该项目名册上的对象（在册、健在、未停发）及其家庭没有发放记录。", en = "Of the money that a town received for a programme, a rest is still not distributed, while people of that town who were on the register all that period, and their households, were not paid for it." }
why      = { zh = "钱在账上睡觉，该领的人却没领到。", en = "The money sleeps on the account while people who are due go without." }
basis    = ["社会救助暂行办法：社会救助资金实行专户管理、分账核算、专款专用，及时足额发放", "县级期限（standards.toml 的 transfer_days）"]
tables   = ["allocations", "approved", "payments"]
uses     = ["approved_members", "households", "deaths"]
limits   = ["transfer_days"]
say.zh   = "{town_name}于{received_on}收到“{programme}”{received_yuan}元（{document_no}），至{read_on}尚有{idle_yuan}元未发放；而名册中{unpaid_name}等{unpaid_persons}人该期没有发放记录。请核对余额和应发对象。"
say.en   = "{town_name} received {received_yuan} yuan for “{programme}” on {received_on} ({document_no}); by {read_on} {idle_yuan} yuan are not distributed, while {unpaid_name} and others on the register ({unpaid_persons} in all) were not paid for that period. Check the rest and who is due."
param.min_yuan = { default = 100, unit = "yuan not distributed", source = "smaller rests are roundings; a county may set its own" }
param.min_percent = { default = 1, unit = "percent of what was received", source = "below, the rest is what deaths and moves of the month leave over" }
cells    = ["allocations.received_yuan", "allocations.distributed_yuan", "allocations.received_on", "approved.name", "approved.from_on", "approved.to_on"]
innocent.frozen-or-netted = { zh = "备注冻结、抵扣、结转、预留、跨年度的不算", en = "the remark says that the money was frozen, netted or carried over" }
innocent.within-the-limit = { zh = "收到后未超过县定期限的不算", en = "the time which the county allows is not over" }
innocent.distributed = { zh = "已发放完毕的不算", en = "it was all distributed" }
innocent.returned-to-the-county = { zh = "备注已缴回、退回、上缴的不算", en = "the rest was paid back" }
innocent.stopped-with-reason = { zh = "已停发、退出的对象不算", en = "people whose aid was stopped" }
innocent.dead = { zh = "已死亡的对象不算", en = "people who have died" }
innocent.approved-later = { zh = "期间以内或以后才纳入的对象不算；名册没有纳入日期的不比对", en = "people approved in or after the period, or with no day of approval" }
innocent.moved = { zh = "已迁出的对象不算", en = "people who moved away" }
innocent.paid-in-the-household = { zh = "同户人员已领取该项目或互斥项目的不算", en = "the household was paid that programme, or one that excludes it" }
innocent.quarantined-row = { zh = "同名一行因证号损坏被隔离的，视为已发放", en = "a row of that name has a damaged number and is in quarantine" }
innocent.list-missing = { zh = "该乡镇同期没有该项目发放记录的，多为发放表未收到，不比对", en = "the pay list of that town and period is not in the book" }
*/
WITH keyed AS (
    SELECT
        a.row_id, a.document_no, a.place AS town_name, a.place_key AS town_key, a.programme_id, a.programme, a.payee, a.received_on, a.period_start, a.period_end,
        coalesce(a.received_yuan, a.amount_yuan) AS received_yuan,
        coalesce(a.received_yuan, a.amount_yuan) - coalesce(a.distributed_yuan, 0) AS idle_yuan,
        a.said AS remark
    FROM allotted AS a
    WHERE a.received_on IS NOT NULL
      AND a.period_start IS NOT NULL
      AND a.programme_id IS NOT NULL
      AND a.place IS NOT NULL
),
idle AS (
    SELECT
        k.row_id, k.document_no, k.town_name, k.received_on, k.received_yuan, k.idle_yuan, k.period_start, k.period_end, k.town_key, k.programme_id, k.programme, k.payee, n.as_of
    FROM keyed AS k
    CROSS JOIN run AS n
    CROSS JOIN limits AS l
    WHERE k.received_yuan > 0
      AND k.idle_yuan >= greatest($min_yuan, k.received_yuan * $min_percent / 100)   -- unless: distributed
      AND k.received_on + l.transfer_days < n.as_of          -- unless: within-the-limit
      AND NOT (k.remark LIKE '%冻结%' OR k.remark LIKE '%抵%' OR k.remark LIKE '%结转%' OR k.remark LIKE '%预留%' OR k.remark LIKE '%结余%' OR k.remark LIKE '%跨年%' OR k.remark LIKE '%分期%' OR k.remark LIKE '%分批%')   -- unless: frozen-or-netted
      AND NOT (k.remark LIKE '%缴回%' OR k.remark LIKE '%退回%' OR k.remark LIKE '%上缴%' OR k.remark LIKE '%交回%' OR k.remark LIKE '%收回%')   -- unless: returned-to-the-county
),
entitled AS (
    SELECT i.row_id, i.programme_id, i.payee, i.period_start, i.period_end, e.person_key, e.name, e.name_key, e.row_id AS register_row
    FROM idle AS i
    JOIN enrolled AS e
        ON e.programme_id = i.programme_id
       AND e.town_key = i.town_key
    LEFT JOIN dead AS d
        ON d.person_key = e.person_key
    LEFT JOIN residents AS r
        ON r.person_key = e.person_key
    WHERE e.person_key IS NOT NULL
      AND e.from_on < i.period_start                         -- unless: approved-later
      AND e.to_on IS NULL                                    -- unless: stopped-with-reason
      AND coalesce(e.stop_reason, '') IN ('', '无', '-', '/', '正常')   -- unless: stopped-with-reason
      AND d.person_key IS NULL                               -- unless: dead
      AND r.moved_out_on IS NULL                             -- unless: moved
      AND coalesce(e.period_end, DATE '9999-12-31') >= i.period_start
),
drawers AS (
    SELECT e.row_id, e.register_row, e.person_key AS drawer_key, e.programme_id, e.period_start, e.period_end FROM entitled AS e
    UNION SELECT e.row_id, e.register_row, h.mate_key, e.programme_id, e.period_start, e.period_end FROM entitled AS e JOIN housemates AS h ON h.person_key = e.person_key   -- unless: paid-in-the-household
),
received AS (
    SELECT DISTINCT w.row_id, w.register_row
    FROM drawers AS w
    JOIN paid AS p
        ON p.person_key = w.drawer_key
       AND p.programme_id = w.programme_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_start, p.paid_on) <= w.period_end
      AND coalesce(p.period_end, p.paid_on) >= w.period_start
),
instead AS (
    SELECT DISTINCT w.row_id, w.register_row
    FROM drawers AS w
    JOIN exclusive AS x
        ON x.programme_id = w.programme_id
    JOIN paid AS p
        ON p.person_key = w.drawer_key
       AND p.programme_id = x.other_id
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_start, p.paid_on) <= w.period_end
      AND coalesce(p.period_end, p.paid_on) >= w.period_start
),
listed AS (
    SELECT DISTINCT i.row_id
    FROM idle AS i
    JOIN paid AS p
        ON p.programme_id = i.programme_id
       AND p.town_key = i.town_key
    WHERE p.amount_yuan > 0
      AND coalesce(p.period_start, p.paid_on) <= i.period_end
      AND coalesce(p.period_end, p.paid_on) >= i.period_start
),
unpaid AS (
    SELECT e.row_id, e.person_key, e.name, e.register_row
    FROM entitled AS e
    LEFT JOIN received AS v
        ON v.row_id = e.row_id
       AND v.register_row = e.register_row
    LEFT JOIN instead AS x
        ON x.row_id = e.row_id
       AND x.register_row = e.register_row
    WHERE v.row_id IS NULL
      AND x.row_id IS NULL                                   -- unless: paid-in-the-household
      AND NOT EXISTS (SELECT 1 FROM quarantined_paid AS q WHERE q.name_key = e.name_key AND q.programme_id = e.programme_id AND coalesce(q.period_start, q.paid_on) <= e.period_end AND coalesce(q.period_end, q.paid_on) >= e.period_start)   -- unless: quarantined-row
),
counted AS (
    SELECT u.row_id, count(DISTINCT u.person_key) AS unpaid_persons, min(u.name) AS unpaid_name
    FROM unpaid AS u
    GROUP BY u.row_id
)
SELECT
    i.town_key || '|' || coalesce(i.document_no, cast(i.received_on AS VARCHAR)) || '|' || cast(i.period_start AS VARCHAR) AS subject,
    i.programme_id,
    [i.row_id, u.register_row]                               AS evidence,
    i.idle_yuan                                              AS amount_yuan,
    i.programme,
    i.period_start,
    i.period_end,
    i.town_name,
    coalesce(i.document_no, '文号未注明')                    AS document_no,
    i.received_on,
    i.received_yuan,
    i.idle_yuan,
    c.unpaid_persons,
    c.unpaid_name,
    i.as_of                                                  AS read_on
FROM idle AS i
JOIN counted AS c
    ON c.row_id = i.row_id
JOIN unpaid AS u
    ON u.row_id = i.row_id
LEFT JOIN listed AS k
    ON k.row_id = i.row_id
WHERE c.unpaid_persons > 0
  AND k.row_id IS NOT NULL                                   -- unless: list-missing
