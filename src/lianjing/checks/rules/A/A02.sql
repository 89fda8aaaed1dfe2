/* lianjing-rule
id       = "A02"
category = "A02"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "NOT coalesce(funeral, FALSE) AND cast(programme_id AS VARCHAR) NOT IN ('survivor_allowance', 'veteran_survivors') AND coalesce(period, '') <> 'event' AND coalesce(payee, '') NOT IN ('land', 'project')"
title    = { zh = "死亡以后才批准纳入或重新认定", en = "Approved, or approved anew, after death" }
means    = { zh = "审批名册（或一次性补助名单）中的批准日期晚于登记的死亡日期，且此后仍有该项目的发放。", en = "The register of approvals (or the list of one-off grants) gives a day of approval later than the registered death, and money of that programme was paid for time after it." }
why      = { zh = "人已去世还批下来，说明没有人上门看过；本该轮到的活人被挤在后面。", en = "An approval after death means that nobody went to look; someone alive who was next in turn stayed behind." }
basis    = ["社会救助暂行办法：对象须经调查核实后批准，情况变化应及时停止", "县级实施办法"]
tables   = ["payments", "deaths"]
uses     = ["approved"]
say.zh   = "{name}登记的死亡日期为{died_on}，“{programme}”的批准日期却是{approved_on}，此后发放{period}共{amount_yuan}元。请核对死亡登记、入户调查和审批材料。"
say.en   = "{name} is registered as having died on {died_on}, yet “{programme}” was approved on {approved_on}, and {amount_yuan} yuan were then paid for {period}. Check the registration of the death, the home visit and the papers of the approval."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.under_way_days = { default = 60, unit = "days", source = "an application made in life may be approved this long after the death; a county may set its own" }
param.bulk_rows = { default = 5, unit = "rows", source = "as many approvals of one programme on one day, if they are most of its register, are the day on which the register was keyed in" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "payments.approved_on", "approved.name", "approved.from_on", "approved.programme", "deaths.died_on", "deaths.name"]
innocent.clerical-re-entry = { zh = "写明补录、重录、换册、信息更正的，或名册中大多数人同一天“批准”的（多为录入日期），不算", en = "an old file keyed in again: the entry says so, or most of the register bears one day" }
innocent.already-under-way = { zh = "生前申请、死亡后不久批准的不算", en = "applied for in life and approved soon after the death" }
innocent.enrolled-in-life = { zh = "名册另有生前批准的记录的，由死亡后发放规则比对", en = "another entry of the register was approved in life: compared by the rule on payments after death" }
innocent.arrears = { zh = "补发生前月份的不算", en = "paid for months of life" }
innocent.funeral-grant = { zh = "因死亡发放的丧葬、遗属待遇不算", en = "funeral grants and allowances of survivors are paid because of the death" }
innocent.case-before-death = { zh = "临时救助、医疗救助等一事一助，付给家属的是生前发生的费用，不算", en = "aid for one event is paid to the family for what happened in life" }
innocent.land-of-the-household = { zh = "按承包地发放的土地类补贴以户为单位，不算", en = "subsidies for contracted land are the household's" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH entries AS (
    SELECT
        e.person_key, e.programme_id, e.row_id, e.from_on,
        coalesce(e.note, '') || '|' || coalesce(e.stop_reason, '') AS said,
        count(e.row_id) OVER (PARTITION BY e.programme_id, e.from_on) AS same_day,
        count(e.row_id) OVER (PARTITION BY e.programme_id) AS all_rows,
        min(e.from_on) OVER (PARTITION BY e.person_key, e.programme_id) AS first_from
    FROM enrolled AS e
    WHERE e.person_key IS NOT NULL
      AND e.from_on IS NOT NULL
),
late_entries AS (
    SELECT e.person_key, e.programme_id, e.row_id, e.from_on, d.died_on, d.row_id AS death_row
    FROM entries AS e
    JOIN dead AS d
        ON d.person_key = e.person_key
    WHERE e.from_on > d.died_on
      AND NOT (e.said LIKE '%补录%' OR e.said LIKE '%重录%' OR e.said LIKE '%重新录入%' OR e.said LIKE '%换册%' OR e.said LIKE '%更正%' OR e.said LIKE '%迁移%' OR e.said LIKE '%导入%')   -- unless: clerical-re-entry
      AND NOT (e.same_day >= $bulk_rows AND e.same_day * 2 > e.all_rows)   -- unless: clerical-re-entry
      AND e.from_on > d.died_on + $under_way_days             -- unless: already-under-way
      AND e.first_from > d.died_on                            -- unless: enrolled-in-life
),
of_registers AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        e.row_id AS entry_row, e.from_on AS approved_on, e.died_on, e.death_row
    FROM late_entries AS e
    JOIN paid AS p
        ON p.person_key = e.person_key
       AND p.programme_id = e.programme_id
),
of_grants AS (           -- one-off grants carry the day of their own approval
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        NULL AS entry_row, p.approved_on, d.died_on, d.row_id AS death_row
    FROM dead AS d
    JOIN paid AS p
        ON p.person_key = d.person_key
    JOIN programmes AS g
        ON g.programme_id = p.programme_id
    WHERE g.period = 'once'
      AND p.approved_on > d.died_on
      AND p.approved_on > d.died_on + $under_way_days         -- unless: already-under-way
),
money AS (
    SELECT r.person_key, r.programme_id, r.programme, r.row_id, r.amount_yuan, r.period_start, r.period_end, r.entry_row, r.approved_on, r.died_on, r.death_row
    FROM of_registers AS r
    UNION ALL
    SELECT o.person_key, o.programme_id, o.programme, o.row_id, o.amount_yuan, o.period_start, o.period_end, o.entry_row, o.approved_on, o.died_on, o.death_row
    FROM of_grants AS o
)
SELECT
    m.person_key                           AS subject,
    m.programme_id,
    [m.row_id, m.entry_row, m.death_row]   AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.died_on,
    m.approved_on
FROM money AS m
LEFT JOIN programmes AS g
    ON g.programme_id = m.programme_id
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE m.amount_yuan >= $min_yuan
  AND m.period_start > last_day(m.died_on)                    -- unless: arrears
  AND NOT (coalesce(g.funeral, FALSE) OR cast(m.programme_id AS VARCHAR) IN ('survivor_allowance', 'veteran_survivors'))   -- unless: funeral-grant
  AND coalesce(g.period, '') <> 'event'                       -- unless: case-before-death
  AND coalesce(g.payee, '') NOT IN ('land', 'project')        -- unless: land-of-the-household
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan           -- unless: reversed
