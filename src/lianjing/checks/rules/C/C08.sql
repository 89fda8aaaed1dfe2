/* lianjing-rule
id       = "C08"
category = "C08"
strength = "weak"
subject  = "allocation"
side     = "by"
funds    = "coalesce(payee, '') <> 'project'"
title    = { zh = "发放名册合计与拨付台账登记的发放数不符", en = "The pay lists do not add up to what the ledger says was paid out" }
means    = { zh = "同一项目、同一乡镇、同一时期，发放明细（含因证件号损坏而隔离的行）合计与拨付台账登记的发放金额相差超过允许范围；退票、补发的差额除外。名册不全的（合计不足台账六成）不比较。", en = "For one programme, town and period, the pay lists (rows set aside for a damaged ID included) and the sum entered in the ledger of allocations as paid out differ by more than is allowed; bank returns and arrears are allowed for. Nothing is compared where the lists are plainly incomplete (less than six tenths of the ledger)." }
why      = { zh = "账上说发了多少，和名册上一家一户加起来的不一样，差的那一截就不知道到没到人手里。", en = "If what the ledger says was paid is not what the families' sums add up to, nobody knows whether the difference reached people's hands." }
basis    = ["一卡通管理办法：发放名册、资金拨付和银行代发数额应当核对一致"]
tables   = ["allocations", "payments"]
uses     = ["bank_returns"]
say.zh   = "{place}“{programme}”{period}台账登记发放{ledger_yuan}元，发放名册合计{list_yuan}元，相差{amount_yuan}元。请核对名册、银行代发回单和退票。"
say.en   = "For {place}, “{programme}” of {period}: the ledger enters {ledger_yuan} yuan as paid out, the pay lists add up to {list_yuan}: {amount_yuan} yuan apart. Check the lists, the bank's slips and its returns."
param.min_yuan = { default = 200, unit = "yuan", source = "the pay of a person or two entered later; a county may set its own" }
param.share = { default = 0.01, unit = "of the sum in the ledger", source = "catalogue: differences below one in a hundred are left; a county may set its own" }
param.complete = { default = 0.6, unit = "of the sum in the ledger", source = "pay lists below it are incomplete in the book, and above its inverse the ledger is" }
param.late_days = { default = 92, unit = "days after the period's end", source = "a return that names no period belongs to the period in which, or shortly after which, the bank sent it back" }
cells    = ["allocations.distributed_yuan", "allocations.amount_yuan", "allocations.period_start", "allocations.programme", "allocations.note"]
innocent.returns-listed = { zh = "差额不超过该期退票清单合计的不算；清单不写乡镇、所属期的，按发放名册中该人的乡镇和退票日期归入", en = "no more than what the bank sent back for that programme, town and period; where the list of returns names neither, the payee's town in the pay lists and the day of the return tell" }
innocent.quarantined-rows = { zh = "因证件号损坏而隔离的发放行计入名册合计", en = "rows set aside for a damaged ID count in the sum of the lists" }
innocent.arrears = { zh = "差额不超过名册中注明补发、跨期、往年款项的不算", en = "no more than what the lists mark as arrears, or pay for periods that overlap this one" }
innocent.lists-incomplete = { zh = "名册合计不足台账六成，或台账不足名册六成的，视为账内资料不全，不比较", en = "lists of less than six tenths of the ledger, or the reverse: the book does not hold all of them" }
innocent.stated-difference = { zh = "台账备注写明退票、退汇、重发、结余、抵扣、补发、垫付等差额原因的不算", en = "the ledger's remark gives the reason" }
*/
WITH ledger AS (
    SELECT
        a.place_key, a.programme_id, a.programme, a.period_start, a.period_end, a.place,
        min(a.row_id) AS row_id, min(a.allotment) AS allotment,
        sum(a.distributed_yuan) AS ledger_yuan,
        count(*) AS rows_entered, count(a.distributed_yuan) AS sums_entered,
        string_agg(a.said, '|') AS said
    FROM allotted AS a
    WHERE a.programme_id IS NOT NULL
      AND a.to_people
      AND a.place_key IS NOT NULL
      AND a.period_start IS NOT NULL
      AND a.period_end IS NOT NULL
    GROUP BY a.place_key, a.programme_id, a.programme, a.period_start, a.period_end, a.place
),
compared AS (            -- only periods of the ledger that do not overlap another: else one list would stand against two sums
    SELECT l.place_key, l.programme_id, l.programme, l.period_start, l.period_end, l.place, l.row_id, l.allotment, l.ledger_yuan, l.said
    FROM ledger AS l
    WHERE l.rows_entered = l.sums_entered
      AND l.ledger_yuan > 0
      AND NOT EXISTS (SELECT 1 FROM ledger AS o WHERE o.place_key = l.place_key AND o.programme_id = l.programme_id AND o.row_id <> l.row_id AND o.period_start <= l.period_end AND o.period_end >= l.period_start)
),
kinds AS (
    SELECT DISTINCT c.programme_id FROM compared AS c
),
listed_rows AS (
    SELECT p.row_id, cast(p.town_key AS VARCHAR) AS place_key, p.programme_id, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end, p.amount_yuan
    FROM paid AS p
    WHERE p.programme_id IN (SELECT k.programme_id FROM kinds AS k)
    UNION ALL SELECT q.row_id, cast(q.town_key AS VARCHAR), q.programme_id, coalesce(q.period_start, q.paid_on), coalesce(q.period_end, q.paid_on), q.amount_yuan FROM quarantined_paid AS q WHERE q.programme_id IN (SELECT k.programme_id FROM kinds AS k)   -- unless: quarantined-rows
),
placeless AS (           -- programmes with rows that name no town cannot be summed by town
    SELECT DISTINCT r.programme_id FROM listed_rows AS r WHERE r.place_key IS NULL
),
list_sums AS (
    SELECT
        c.row_id,
        sum(CASE WHEN r.period_start >= c.period_start AND r.period_end <= c.period_end THEN r.amount_yuan ELSE 0 END) AS list_yuan,
        sum(CASE WHEN r.period_start >= c.period_start AND r.period_end <= c.period_end THEN 0 ELSE abs(r.amount_yuan) END) AS straddling_yuan
    FROM compared AS c
    JOIN listed_rows AS r
        ON r.programme_id = c.programme_id
       AND r.place_key = c.place_key
       AND r.period_start <= c.period_end
       AND r.period_end >= c.period_start
    GROUP BY c.row_id
),
apart AS (
    SELECT
        c.place, c.place_key, c.programme_id, c.programme, c.period_start, c.period_end, c.row_id, c.allotment, c.said, c.ledger_yuan, s.list_yuan, s.straddling_yuan,
        abs(c.ledger_yuan - s.list_yuan) AS apart_yuan
    FROM compared AS c
    JOIN list_sums AS s
        ON s.row_id = c.row_id
    WHERE abs(c.ledger_yuan - s.list_yuan) >= $min_yuan
      AND abs(c.ledger_yuan - s.list_yuan) > c.ledger_yuan * $share
      AND NOT EXISTS (SELECT 1 FROM placeless AS w WHERE w.programme_id = c.programme_id)
),
marked_rows AS (         -- arrears as the lists mark them, read only where something is apart
    SELECT a.row_id, sum(abs(r.amount_yuan)) AS arrears_yuan
    FROM apart AS a
    JOIN listed_rows AS r
        ON r.programme_id = a.programme_id
       AND r.place_key = a.place_key
       AND r.period_start <= a.period_end
       AND r.period_end >= a.period_start
    JOIN payments AS x
        ON x.row_id = r.row_id
    WHERE coalesce(x.note, '') LIKE '%补%'
       OR coalesce(x.reason, '') LIKE '%补%'
       OR coalesce(x.status, '') LIKE '%补%'
       OR coalesce(x.note, '') LIKE '%往年%'
       OR coalesce(x.note, '') LIKE '%上年%'
    GROUP BY a.row_id
),
listed_towns AS (        -- where the pay lists have those whom a list of returns names without a town
    SELECT p.person_key, p.programme_id, max(cast(p.town_key AS VARCHAR)) AS place_key
    FROM paid AS p
    WHERE p.person_key IN (SELECT b.person_key FROM returned AS b WHERE b.town_key IS NULL)
    GROUP BY p.person_key, p.programme_id
),
placed_returns AS (
    SELECT b.row_id, b.programme_id, b.amount_yuan, b.period_start, b.period_end, b.returned_on, coalesce(cast(b.town_key AS VARCHAR), t.place_key) AS place_key
    FROM returned AS b
    LEFT JOIN listed_towns AS t
        ON t.person_key = b.person_key
       AND t.programme_id = b.programme_id
),
return_sums AS (         -- a period wider than the ledger's is its list's year: then the day of the return tells
    SELECT a.row_id, sum(b.amount_yuan) AS returned_yuan
    FROM apart AS a
    JOIN placed_returns AS b
        ON b.programme_id = a.programme_id
    WHERE coalesce(b.place_key = a.place_key, TRUE)
      AND CASE WHEN (year(b.period_end) - year(b.period_start)) * 12 + month(b.period_end) - month(b.period_start) <= (year(a.period_end) - year(a.period_start)) * 12 + month(a.period_end) - month(a.period_start) THEN b.period_start <= a.period_end AND b.period_end >= a.period_start
               WHEN b.returned_on IS NOT NULL THEN b.returned_on >= a.period_start AND b.returned_on <= a.period_end + $late_days
               ELSE b.period_start <= a.period_end AND b.period_end >= a.period_start END
    GROUP BY a.row_id
)
SELECT
    t.allotment                           AS subject,
    t.programme_id,
    [t.row_id]                            AS evidence,
    cast(t.apart_yuan AS DECIMAL(18,2))   AS amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    t.place,
    cast(t.ledger_yuan AS DECIMAL(18,2))  AS ledger_yuan,
    cast(t.list_yuan AS DECIMAL(18,2))    AS list_yuan
FROM apart AS t
LEFT JOIN marked_rows AS m
    ON m.row_id = t.row_id
LEFT JOIN return_sums AS b
    ON b.row_id = t.row_id
WHERE t.list_yuan > 0
  AND t.list_yuan >= t.ledger_yuan * $complete AND t.ledger_yuan >= t.list_yuan * $complete   -- unless: lists-incomplete
  AND t.apart_yuan > coalesce(b.returned_yuan, 0)                                             -- unless: returns-listed
  AND t.apart_yuan > t.straddling_yuan + coalesce(m.arrears_yuan, 0)                          -- unless: arrears
  AND NOT (t.said LIKE '%退票%' OR t.said LIKE '%退款%' OR t.said LIKE '%退汇%' OR t.said LIKE '%退还%' OR t.said LIKE '%退回%' OR t.said LIKE '%重发%' OR t.said LIKE '%重新发放%' OR t.said LIKE '%再次发放%' OR t.said LIKE '%补付%' OR t.said LIKE '%漏发%' OR t.said LIKE '%缓发%' OR t.said LIKE '%上年%' OR t.said LIKE '%往年%' OR t.said LIKE '%以前年度%' OR t.said LIKE '%余额%' OR t.said LIKE '%余款%' OR t.said LIKE '%结存%' OR t.said LIKE '%调剂%' OR t.said LIKE '%结余%' OR t.said LIKE '%结转%' OR t.said LIKE '%抵%' OR t.said LIKE '%扣%' OR t.said LIKE '%补发%' OR t.said LIKE '%补差%' OR t.said LIKE '%垫%' OR t.said LIKE '%自筹%' OR t.said LIKE '%配套%' OR t.said LIKE '%暂停%' OR t.said LIKE '%冻结%' OR t.said LIKE '%核减%')   -- unless: stated-difference
