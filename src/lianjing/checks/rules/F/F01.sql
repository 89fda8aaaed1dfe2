/* lianjing-rule
id       = "F01"
category = "F01"
strength = "strong"
subject  = "allocation"
side     = "by"
funds    = "coalesce(payee, '') <> 'project'"
title    = { zh = "资金到账后逾期未发放到人", en = "Money kept beyond the days allowed before people were paid" }
means    = { zh = "资金拨付台账中，到账以后超过县定天数才发放；没有发放的，算到查验日。", en = "In the ledger of allocations, more days than the county allows lie between the day money was received and the day people were paid, or the day the checks are read where they were not." }
why      = { zh = "钱早就到了，人还没拿到；等着这笔钱买种子、看病、过日子的人家，只好去借。", en = "The money has come and people have not got it: families who wait for it to buy seed, see a doctor or get by must borrow." }
basis    = ["县级期限（standards.toml 的 transfer_days）", "一卡通管理办法：补贴资金应当及时足额发放到人"]
tables   = ["allocations"]
limits   = ["transfer_days"]
say.zh   = "{place}的“{programme}”{amount_yuan}元于{received_on}到账，{outcome_zh}，超过{limit_days}天的期限。请核对未及时发放的原因和资金现在何处。"
say.en   = "{amount_yuan} yuan of “{programme}” reached {place} on {received_on}; {outcome_en}, beyond the limit of {limit_days} days. Check why, and where the money is."
param.min_yuan = { default = 100, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["allocations.received_on", "allocations.received_yuan", "allocations.distributed_on", "allocations.distributed_yuan", "allocations.amount_yuan", "allocations.note"]
innocent.order-freezing = { zh = "备注写明按通知暂停、冻结、缓发，或正在核查、审计、立案、诉讼的不算", en = "the remark says that payment was stopped by order, or for an inquiry, an audit, a suit" }
innocent.within-the-limit = { zh = "期限以内发放的，或期限未到的不算", en = "paid within the limit, or the limit has not passed yet" }
innocent.ahead-of-period = { zh = "资金提前到账的，从所属期开始之日起算", en = "money that came before its period began is due only from then on" }
innocent.instalments = { zh = "备注、文号或项目名写明预拨、分月、分批发放的不算", en = "the remark, document or programme says that it was sent ahead or is paid month by month" }
innocent.taken-back = { zh = "未发放的款项已被收回、退回、上缴的不算", en = "money not paid out that was taken back or returned" }
innocent.day-not-entered = { zh = "已填发放金额而没有填日期的不算", en = "a sum was paid out and only its day is not entered" }
innocent.ledger-without-outcome = { zh = "台账没有发放日期这一栏，或整张表没有填过的不算", en = "a ledger that has no column for the day of paying out, or never fills it" }
innocent.works = { zh = "按工程进度支付的项目资金不算", en = "money for works, which is paid as they proceed" }
*/
WITH ledgers AS (
    SELECT a.source_file, a.source_sheet, count(a.distributed_on) AS days_entered
    FROM allotted AS a
    GROUP BY a.source_file, a.source_sheet
),
kept AS (
    SELECT
        a.row_id, a.allotment, a.programme_id, a.programme, a.place, a.period_start, a.period_end, a.received_on, a.distributed_on, a.said,
        coalesce(a.received_yuan, a.amount_yuan) AS amount_yuan,
        coalesce(a.distributed_yuan, 0) AS distributed_yuan,
        coalesce(a.distributed_on, n.as_of) AS kept_to,
        a.to_people, g.days_entered, n.as_of
    FROM allotted AS a
    JOIN ledgers AS g
        ON g.source_file = a.source_file
       AND g.source_sheet = a.source_sheet
    CROSS JOIN run AS n
    WHERE a.received_on IS NOT NULL
)
SELECT
    k.allotment          AS subject,
    k.programme_id,
    [k.row_id]           AS evidence,
    k.amount_yuan,
    k.programme,
    k.period_start,
    k.period_end,
    coalesce(k.place, '—') AS place,
    k.received_on,
    CASE WHEN k.distributed_on IS NULL THEN '至' || cast(k.as_of AS VARCHAR) || '未见发放' ELSE cast(k.distributed_on AS VARCHAR) || '才发放' END AS outcome_zh,
    CASE WHEN k.distributed_on IS NULL THEN 'by ' || cast(k.as_of AS VARCHAR) || ' no paying out is seen' ELSE 'people were paid on ' || cast(k.distributed_on AS VARCHAR) END AS outcome_en,
    l.transfer_days      AS limit_days
FROM kept AS k
CROSS JOIN limits AS l
WHERE k.amount_yuan >= $min_yuan
  AND k.received_on + l.transfer_days < k.kept_to                             -- unless: within-the-limit
  AND coalesce(k.period_start + l.transfer_days < k.kept_to, TRUE)            -- unless: ahead-of-period
  AND NOT (k.said LIKE '%暂停%' OR k.said LIKE '%冻结%' OR k.said LIKE '%核查%' OR k.said LIKE '%复核%' OR k.said LIKE '%核实%' OR k.said LIKE '%暂缓%' OR k.said LIKE '%缓发%' OR k.said LIKE '%缓拨%' OR k.said LIKE '%停发%' OR k.said LIKE '%停拨%' OR k.said LIKE '%停止%' OR k.said LIKE '%止付%' OR k.said LIKE '%中止%' OR k.said LIKE '%封存%' OR k.said LIKE '%查封%' OR k.said LIKE '%扣押%' OR k.said LIKE '%暂扣%' OR k.said LIKE '%立案%' OR k.said LIKE '%调查%' OR k.said LIKE '%侦查%' OR k.said LIKE '%审计%' OR k.said LIKE '%纪委%' OR k.said LIKE '%监委%' OR k.said LIKE '%纪检%' OR k.said LIKE '%巡察%' OR k.said LIKE '%法院%' OR k.said LIKE '%诉讼%' OR k.said LIKE '%保全%')   -- unless: order-freezing
  AND NOT (k.said LIKE '%预拨%' OR k.said LIKE '%预下达%' OR k.said LIKE '%提前下达%' OR k.said LIKE '%分批%' OR k.said LIKE '%分期%' OR k.said LIKE '%分次%' OR k.said LIKE '%分月%' OR k.said LIKE '%按月%' OR k.said LIKE '%逐月%' OR k.said LIKE '%按季%')   -- unless: instalments
  AND NOT (k.distributed_on IS NULL AND (k.said LIKE '%收回%' OR k.said LIKE '%退回%' OR k.said LIKE '%上缴%' OR k.said LIKE '%缴回%' OR k.said LIKE '%交回%' OR k.said LIKE '%缴库%'))   -- unless: taken-back
  AND NOT (k.distributed_on IS NULL AND k.distributed_yuan > 0)               -- unless: day-not-entered
  AND NOT (k.distributed_on IS NULL AND k.days_entered = 0)                   -- unless: ledger-without-outcome
  AND k.to_people                                                             -- unless: works
