/* lianjing-rule
id       = "F03"
category = "F03"
strength = "strong"
subject  = "allocation"
side     = "by"
funds    = "coalesce(payee, '') <> 'project'"
title    = { zh = "资金结存长期未用", en = "A balance of allotted money lies unused for long" }
means    = { zh = "资金拨付台账中，到账金额减去发放金额仍有结存，到查验日已超过规定月数。", en = "In the ledger of allocations, more was received than was paid out, and by the day the checks are read the balance is older than so many months." }
why      = { zh = "钱躺在账上不用，该得的人没得到，该办的事没办成；放久了，也容易被挪去做别的。", en = "Money that lies in an account helps nobody: people do not get their share, work is not done, and with time it is easily put to another use." }
basis    = ["财政存量资金应当及时盘活，连续结转两年的按结余资金收回（国办发〔2014〕70号）", "专项资金应当及时足额发放到人"]
tables   = ["allocations"]
say.zh   = "{place}的“{programme}”{received_on}到账{received_yuan}元，已发放{distributed_yuan}元，结存{amount_yuan}元，至{read_on}超过{limit_months}个月未用。请核对结存原因，以及是否应当补发或退回。"
say.en   = "{place} received {received_yuan} yuan of “{programme}” on {received_on} and paid out {distributed_yuan}: {amount_yuan} yuan lie unused on {read_on}, after more than {limit_months} months. Check why, and whether people are owed it or it is to be returned."
param.min_yuan = { default = 1000, unit = "yuan", source = "small remainders of a pay list are normal; a county may set its own" }
param.months   = { default = 12, unit = "months since the money was received", source = "a budget year; a county may set its own" }
cells    = ["allocations.received_yuan", "allocations.distributed_yuan", "allocations.received_on", "allocations.amount_yuan", "allocations.note"]
innocent.multi-year-project = { zh = "项目、工程资金，所属期跨年的，或备注写明跨年实施、分年拨付的不算", en = "works, money for a period of more than a year, or so says the remark" }
innocent.carried-over = { zh = "备注写明结转、抵扣下期、收回、退回、上缴的不算", en = "the remark says that the balance was carried over, set off, taken back or returned" }
innocent.order-freezing = { zh = "按通知暂停、冻结或正在核查的不算", en = "stopped by order or for an inquiry" }
innocent.used-later = { zh = "同一收款单位、同一项目其他各笔多发的部分已用掉此结存的不算", en = "other allotments of that programme and place paid out more than was received, which used the balance up" }
innocent.not-old-enough = { zh = "到账未满规定月数的不算", en = "the money came less than so many months ago" }
innocent.outcome-not-entered = { zh = "没有填发放金额的不算（逾期未发放由另一规则核对）", en = "no sum paid out is entered (money not paid out at all is another rule's)" }
*/
WITH balances AS (
    SELECT
        a.row_id, a.allotment, a.programme_id, a.programme, a.place, a.place_key, a.period_start, a.period_end, a.received_on, a.said, a.to_people,
        coalesce(a.received_yuan, a.amount_yuan) AS received_yuan,
        a.distributed_yuan,
        coalesce(a.distributed_yuan, 0) AS spent_yuan
    FROM allotted AS a
    WHERE a.received_on IS NOT NULL
),
by_place AS (
    SELECT
        b.row_id, b.allotment, b.programme_id, b.programme, b.place, b.place_key, b.period_start, b.period_end, b.received_on, b.said, b.to_people,
        b.received_yuan, b.distributed_yuan, b.spent_yuan,
        sum(b.received_yuan - b.spent_yuan) OVER (PARTITION BY b.place_key, b.programme) AS left_of_all_yuan
    FROM balances AS b
)
SELECT
    b.allotment                                                AS subject,
    b.programme_id,
    [b.row_id]                                                 AS evidence,
    cast(b.received_yuan - b.spent_yuan AS DECIMAL(18,2))      AS amount_yuan,
    b.programme,
    b.period_start,
    b.period_end,
    coalesce(b.place, '—')                                     AS place,
    b.received_on,
    b.received_yuan,
    b.spent_yuan                                               AS distributed_yuan,
    n.as_of                                                    AS read_on,
    $months                                                    AS limit_months
FROM by_place AS b
CROSS JOIN run AS n
WHERE b.received_yuan - b.spent_yuan >= $min_yuan
  AND b.distributed_yuan IS NOT NULL                           -- unless: outcome-not-entered
  AND (year(n.as_of) - year(b.received_on)) * 12 + month(n.as_of) - month(b.received_on) > $months   -- unless: not-old-enough
  AND b.left_of_all_yuan >= $min_yuan                          -- unless: used-later
  AND b.to_people                                              -- unless: multi-year-project
  AND coalesce(b.period_end <= b.period_start + 366, TRUE)     -- unless: multi-year-project
  AND NOT (b.said LIKE '%跨年%' OR b.said LIKE '%分年%' OR b.said LIKE '%年度项目%' OR b.said LIKE '%在建%' OR b.said LIKE '%未完工%' OR b.said LIKE '%未验收%' OR b.said LIKE '%质保%' OR b.said LIKE '%工程%')   -- unless: multi-year-project
  AND NOT (b.said LIKE '%结转%' OR b.said LIKE '%抵扣%' OR b.said LIKE '%抵顶%' OR b.said LIKE '%抵减%' OR b.said LIKE '%收回%' OR b.said LIKE '%退回%' OR b.said LIKE '%上缴%' OR b.said LIKE '%缴回%' OR b.said LIKE '%交回%' OR b.said LIKE '%缴库%')   -- unless: carried-over
  AND NOT (b.said LIKE '%暂停%' OR b.said LIKE '%冻结%' OR b.said LIKE '%核查%' OR b.said LIKE '%暂缓%' OR b.said LIKE '%缓发%' OR b.said LIKE '%停发%' OR b.said LIKE '%止付%' OR b.said LIKE '%封存%' OR b.said LIKE '%查封%' OR b.said LIKE '%立案%' OR b.said LIKE '%调查%' OR b.said LIKE '%纪委%' OR b.said LIKE '%监委%' OR b.said LIKE '%法院%' OR b.said LIKE '%诉讼%')   -- unless: order-freezing
