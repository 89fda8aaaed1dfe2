/* lianjing-rule
id       = "J10"
category = "J10"
strength = "weak"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('collective_dividend')"
title    = { zh = "集体收益分红发给本村户籍登记以外的人", en = "A collective dividend for someone who is not in the village's register" }
means    = { zh = "集体分红、村民福利的领取人不在该村户籍登记中，而该村其他领取人绝大多数都在。", en = "Someone was paid a collective dividend or villagers' benefit and is not in the household register of that village, as nearly all of its other payees are." }
why      = { zh = "集体的收益人人有份，多一个外人来分，每个成员就少一点；若本人其实有成员身份，也应当把名册补上。", en = "The collective's income is shared by its members: one more from outside makes each share smaller. If the person is a member after all, the register should say so." }
basis    = ["农村集体经济组织法第十一条、第十二条：户籍在或者曾经在农村集体经济组织并形成稳定权利义务关系的为成员，成员身份由成员大会确认"]
tables   = ["payments", "households"]
say.zh   = "“{programme}”向{name}发放{period}共{amount_yuan}元，其不在{village}户籍登记中（该村{payees}名领取人有{registered}名在册）。请核对成员身份的确认决议。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, who is not in the register of {village} ({registered} of its {payees} payees are). Check the decision by which the membership was confirmed."
param.min_yuan = { default = 50, unit = "yuan", source = "small presents at festivals; a county may set its own" }
param.min_share = { default = 0.9, unit = "share of the village's payees in its register", source = "where fewer are found the register is incomplete" }
param.min_payees = { default = 10, unit = "payees", source = "a village of which only a few are paid tells little" }
cells    = ["payments.name", "payments.id_no", "payments.amount_yuan", "payments.period_start"]
innocent.status-decision = { zh = "备注或类别写明成员身份认定、股权、继承、外嫁、入赘、空挂、代领的不算", en = "a decision on status, a share, an inheritance, a marriage or a proxy, as the row says" }
innocent.register-incomplete = { zh = "该村领取人在册的不到九成，户籍登记不全，不算", en = "the village's register is incomplete" }
innocent.damaged-register-row = { zh = "该村户籍登记中同名的一行身份证号损坏，不算", en = "the register has a row of that name whose ID is damaged" }
innocent.few-payees = { zh = "领取人很少的村不比较", en = "villages with few payees" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH dividends AS (
    SELECT p.person_key, p.programme_id, p.programme, p.amount_yuan, p.period_start, p.period_end, p.village_key, p.town_key, p.name_key, p.row_id
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'collective_dividend'
      AND p.person_key IS NOT NULL
      AND p.village_key IS NOT NULL
),
members AS (             -- who is, or was, in the register of a village
    SELECT DISTINCT h.person_key, k.village_key
    FROM households AS h
    JOIN village_keys AS k
        ON k.village = h.village
    WHERE h.person_key IS NOT NULL
),
found AS (
    SELECT d.village_key, d.person_key, max(CASE WHEN m.person_key IS NOT NULL THEN 1 ELSE 0 END) AS registered
    FROM dividends AS d
    LEFT JOIN members AS m
        ON m.person_key = d.person_key
       AND m.village_key = d.village_key
    GROUP BY d.village_key, d.person_key
),
villages AS (
    SELECT f.village_key, count(*) AS payees, sum(f.registered) AS registered
    FROM found AS f
    GROUP BY f.village_key
),
damaged AS (
    SELECT DISTINCT r.village_key, r.name_key FROM damaged_residents AS r
),
outside AS (
    SELECT d.person_key, d.programme_id, d.programme, d.amount_yuan, d.period_start, d.period_end, d.row_id, v.payees, v.registered,
           coalesce(s.left_yuan, d.amount_yuan) AS left_yuan,
           coalesce(t.note, '') || '|' || coalesce(t.category, '') || '|' || coalesce(t.reason, '') || '|' || coalesce(t.status, '') AS said,
           x.village_key AS damaged_village
    FROM dividends AS d
    JOIN found AS f
        ON f.village_key = d.village_key
       AND f.person_key = d.person_key
       AND f.registered = 0
    JOIN villages AS v
        ON v.village_key = d.village_key
    JOIN payments AS t
        ON t.row_id = d.row_id
    LEFT JOIN reversals AS s
        ON s.person_key = d.person_key
       AND s.programme = d.programme
       AND s.period_start = d.period_start
    LEFT JOIN damaged AS x
        ON x.village_key = d.village_key
       AND x.name_key = d.name_key
)
SELECT
    o.person_key                      AS subject,
    o.programme_id,
    [o.row_id]                        AS evidence,
    o.amount_yuan,
    o.programme,
    o.period_start,
    o.period_end,
    o.payees,
    cast(o.registered AS INTEGER)     AS registered
FROM outside AS o
WHERE o.amount_yuan >= $min_yuan
  AND o.payees >= $min_payees                                      -- unless: few-payees
  AND o.registered >= $min_share * o.payees                        -- unless: register-incomplete
  AND o.damaged_village IS NULL                                    -- unless: damaged-register-row
  AND o.left_yuan >= $min_yuan                                     -- unless: reversed
  AND NOT (o.said LIKE '%成员%' OR o.said LIKE '%认定%' OR o.said LIKE '%股%' OR o.said LIKE '%继承%' OR o.said LIKE '%外嫁%' OR o.said LIKE '%入赘%' OR o.said LIKE '%空挂%' OR o.said LIKE '%决议%' OR o.said LIKE '%代领%' OR o.said LIKE '%迁%' OR o.said LIKE '%在校%' OR o.said LIKE '%服役%')   -- unless: status-decision
