/* lianjing-rule
id       = "F04"
category = "F04"
strength = "strong"
subject  = "allocation"
side     = "by"
title    = { zh = "发放金额大于拨付金额", en = "More was paid out than was allotted" }
means    = { zh = "资金拨付台账中，登记的发放金额大于拨付和到账金额，同一项目以前的结余也不足以解释。", en = "In the ledger of allocations, the sum entered as paid out is more than was sent or received, and no balance of the same programme explains it." }
why      = { zh = "多发的钱总有来处，用的可能是别的补贴的钱，那边的人就要少领或者晚领。", en = "What was paid out in excess came from somewhere, perhaps from another subsidy, whose people then get less or wait." }
basis    = ["专项资金应当专款专用，按下达的数额和发放名册发放"]
tables   = ["allocations"]
say.zh   = "“{programme}”拨付{place}{given_yuan}元（{document}），登记发放{distributed_yuan}元，多{amount_yuan}元。请核对发放名册和多出部分的资金来源。"
say.en   = "{given_yuan} yuan of “{programme}” were allotted to {place} ({document}), {distributed_yuan} yuan are entered as paid out: {amount_yuan} yuan more. Check the pay lists and where the rest came from."
param.min_yuan = { default = 10, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["allocations.amount_yuan", "allocations.received_yuan", "allocations.distributed_yuan", "allocations.distributed_on", "allocations.note"]
innocent.returns = { zh = "备注写明含退票、退款重发的不算", en = "the remark says that sums sent back by the bank were paid again" }
innocent.self-financing = { zh = "备注写明自筹、配套、垫付、调剂等其他资金来源的不算", en = "the remark names another source: own money, matching money, an advance" }
innocent.carry-over-stated = { zh = "备注写明使用上年结余、结转资金的不算", en = "the remark says that last year's balance was used" }
innocent.balance-of-other-allotments = { zh = "同一收款单位、同一项目此前各笔的结余足够的不算", en = "earlier allotments of that programme and place left enough" }
innocent.paid-in-parts = { zh = "同一笔拨款分几行登记，合计相符的不算", en = "several rows of one allotment that agree together" }
innocent.arrears = { zh = "备注写明含补发、提标补差、以前年度的不算", en = "the remark says that arrears of earlier periods are in it" }
*/
WITH together AS (       -- what was given: the larger of sent and received, so that money lost on the way is another rule's
    SELECT
        a.row_id, a.allotment, a.programme_id, a.programme, a.place, a.place_key, a.document_no, a.period_start, a.period_end, a.distributed_yuan, a.said,
        greatest(coalesce(a.amount_yuan, 0), coalesce(a.received_yuan, 0)) AS given_yuan,
        coalesce(a.received_on, a.sent_on, a.distributed_on) AS came_on,
        sum(greatest(coalesce(a.amount_yuan, 0), coalesce(a.received_yuan, 0)) - coalesce(a.distributed_yuan, 0)) OVER (PARTITION BY a.allotment) AS left_of_allotment_yuan
    FROM allotted AS a
),
earlier AS (
    SELECT t.row_id, sum(greatest(e.given_yuan - e.distributed_yuan, 0)) AS balance_yuan
    FROM together AS t
    JOIN together AS e
        ON e.place_key = t.place_key
       AND e.programme = t.programme
       AND e.came_on <= t.came_on
       AND e.row_id <> t.row_id
    WHERE t.distributed_yuan > t.given_yuan
      AND e.distributed_yuan IS NOT NULL
    GROUP BY t.row_id
)
SELECT
    t.allotment                                                AS subject,
    t.programme_id,
    [t.row_id]                                                 AS evidence,
    cast(t.distributed_yuan - t.given_yuan AS DECIMAL(18,2))   AS amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    coalesce(t.place, '—')                                     AS place,
    coalesce(t.document_no, '无文号')                          AS document,
    t.given_yuan,
    t.distributed_yuan
FROM together AS t
LEFT JOIN earlier AS e
    ON e.row_id = t.row_id
WHERE t.distributed_yuan - t.given_yuan >= $min_yuan
  AND t.given_yuan > 0
  AND t.left_of_allotment_yuan <= -$min_yuan                                          -- unless: paid-in-parts
  AND t.distributed_yuan - t.given_yuan - coalesce(e.balance_yuan, 0) >= $min_yuan    -- unless: balance-of-other-allotments
  AND NOT (t.said LIKE '%退票%' OR t.said LIKE '%退款%' OR t.said LIKE '%退汇%' OR t.said LIKE '%重发%' OR t.said LIKE '%重新发放%')   -- unless: returns
  AND NOT (t.said LIKE '%自筹%' OR t.said LIKE '%配套%' OR t.said LIKE '%垫付%' OR t.said LIKE '%垫支%' OR t.said LIKE '%垫资%' OR t.said LIKE '%调剂%' OR t.said LIKE '%统筹%' OR t.said LIKE '%本级%' OR t.said LIKE '%自有%' OR t.said LIKE '%捐%')   -- unless: self-financing
  AND NOT (t.said LIKE '%结余%' OR t.said LIKE '%结转%' OR t.said LIKE '%结存%' OR t.said LIKE '%余额%' OR t.said LIKE '%余款%' OR t.said LIKE '%抵%' OR t.said LIKE '%存量%')   -- unless: carry-over-stated
  AND NOT (t.said LIKE '%补发%' OR t.said LIKE '%补差%' OR t.said LIKE '%提标%' OR t.said LIKE '%上年%' OR t.said LIKE '%往年%' OR t.said LIKE '%以前年度%' OR t.said LIKE '%漏发%')   -- unless: arrears
