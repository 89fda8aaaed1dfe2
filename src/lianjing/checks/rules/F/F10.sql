/* lianjing-rule
id       = "F10"
category = "F10"
strength = "strong"
subject  = "allocation"
side     = "by"
funds    = "coalesce(payee, '') <> 'project' AND coalesce(period, '') <> 'event'"
title    = { zh = "拨付以前已经发放", en = "Paid out before the money was allotted" }
means    = { zh = "资金拨付台账中，发放日期早于拨付（下达）日期，备注没有说明垫付，同一项目也没有足够结余。", en = "In the ledger of allocations, people were paid before the day the money was sent; no advance is stated and no earlier balance of the programme would have sufficed." }
why      = { zh = "钱还没拨下来就先发，用的是谁的钱说不清；发的名单和后来批的名单也可能对不上。", en = "Where people are paid before the money is sent, it is not clear whose money was used, and the list paid may not be the one approved later." }
basis    = ["专项资金应当依据下达文件和审定名册发放"]
tables   = ["allocations"]
say.zh   = "“{programme}”（{place}，{document}）{sent_on}拨付，登记发放日期为{distributed_on}，早于拨付，金额{amount_yuan}元。请核对日期、发放依据和垫付资金来源。"
say.en   = "“{programme}” for {place} ({document}) was sent on {sent_on}, yet people are entered as paid on {distributed_on}, {amount_yuan} yuan. Check the days, on what list they were paid and with whose money."
param.min_yuan = { default = 100, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["allocations.sent_on", "allocations.received_on", "allocations.distributed_on", "allocations.distributed_yuan", "allocations.amount_yuan", "allocations.note"]
innocent.emergency-relief = { zh = "临时救助、救灾等急难款项可以先发后补", en = "aid in an emergency may be paid first" }
innocent.advance-stated = { zh = "备注写明垫付、先行发放、预拨、清算、结算的不算", en = "the remark states an advance, or a settlement afterwards" }
innocent.earlier-balance = { zh = "同一收款单位、同一项目此前结余足够的不算", en = "earlier allotments of that programme and place left enough" }
innocent.same-day = { zh = "拨付当日发放的不算", en = "paid on the day the money was sent" }
innocent.works = { zh = "项目、工程资金不算", en = "money for works" }
*/
WITH entered AS (
    SELECT
        a.row_id, a.allotment, a.programme_id, a.programme, a.programme_period, a.place, a.place_key, a.document_no, a.period_start, a.period_end, a.said, a.to_people,
        a.sent_on, a.distributed_on, a.distributed_yuan,
        coalesce(a.distributed_yuan, a.received_yuan, a.amount_yuan) AS amount_yuan,
        coalesce(a.received_yuan, a.amount_yuan) AS received_yuan,
        coalesce(a.received_on, a.sent_on) AS came_on
    FROM allotted AS a
),
earlier AS (
    SELECT t.row_id, sum(greatest(e.received_yuan - e.distributed_yuan, 0)) AS balance_yuan
    FROM entered AS t
    JOIN entered AS e
        ON e.place_key = t.place_key
       AND e.programme = t.programme
       AND e.came_on <= t.distributed_on
       AND e.row_id <> t.row_id
    WHERE t.distributed_on < t.sent_on
      AND e.distributed_yuan IS NOT NULL
    GROUP BY t.row_id
)
SELECT
    t.allotment                          AS subject,
    t.programme_id,
    [t.row_id]                           AS evidence,
    t.amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    coalesce(t.place, '—')               AS place,
    coalesce(t.document_no, '无文号')    AS document,
    t.sent_on,
    t.distributed_on
FROM entered AS t
LEFT JOIN earlier AS e
    ON e.row_id = t.row_id
WHERE t.amount_yuan >= $min_yuan
  AND t.distributed_on <= t.sent_on
  AND t.distributed_on < t.sent_on                                  -- unless: same-day
  AND t.to_people                                                   -- unless: works
  AND coalesce(e.balance_yuan, 0) < t.amount_yuan                   -- unless: earlier-balance
  AND coalesce(t.programme_period, '') <> 'event'                   -- unless: emergency-relief
  AND NOT (t.said LIKE '%救灾%' OR t.said LIKE '%灾%' OR t.said LIKE '%应急%' OR t.said LIKE '%抢险%' OR t.said LIKE '%防汛%' OR t.said LIKE '%疫情%' OR t.said LIKE '%冬春%' OR t.said LIKE '%临时%' OR t.said LIKE '%急难%')   -- unless: emergency-relief
  AND NOT (t.said LIKE '%垫%' OR t.said LIKE '%先行%' OR t.said LIKE '%先发%' OR t.said LIKE '%预拨%' OR t.said LIKE '%预付%' OR t.said LIKE '%预发%' OR t.said LIKE '%周转%' OR t.said LIKE '%借款%' OR t.said LIKE '%调剂%' OR t.said LIKE '%提前%' OR t.said LIKE '%清算%' OR t.said LIKE '%结算%' OR t.said LIKE '%归还%' OR t.said LIKE '%结余%' OR t.said LIKE '%结转%' OR t.said LIKE '%本级%' OR t.said LIKE '%补拨%')   -- unless: advance-stated
