/* lianjing-rule
id       = "F02"
category = "F02"
strength = "strong"
subject  = "allocation"
side     = "by"
title    = { zh = "到账金额少于拨付金额", en = "Less was received than was sent" }
means    = { zh = "资金拨付台账中，收款单位登记的到账金额少于上级拨付的金额，备注没有说明。", en = "In the ledger of allocations, the sum entered as received is less than the sum sent, and the remark says nothing about it." }
why      = { zh = "上面拨下来的钱路上少了，村里人该得的就不够发，最后少的是每家每户那一份。", en = "When less arrives than was sent, there is not enough to go round, and in the end each family's share is short." }
basis    = ["专项资金应当按下达的数额足额拨付，不得截留、挤占、挪用（预算法第九十三条）"]
tables   = ["allocations"]
say.zh   = "“{programme}”拨付{place}{sent_yuan}元（{document}），登记到账{received_yuan}元，相差{amount_yuan}元。请核对银行回单，查明差额去向。"
say.en   = "{sent_yuan} yuan of “{programme}” were sent to {place} ({document}), {received_yuan} yuan are entered as received: {amount_yuan} yuan less. Check the bank slips and where the difference went."
param.min_yuan = { default = 10, unit = "yuan", source = "fees of transfer and residues of rounding are no finding; a county may set its own" }
cells    = ["allocations.amount_yuan", "allocations.received_yuan", "allocations.sent_on", "allocations.received_on", "allocations.note"]
innocent.netting-stated = { zh = "备注写明抵扣结余、扣减、冲抵、核减、收回的不算", en = "the remark says that a balance was set off, or a sum deducted or taken back" }
innocent.rest-to-come = { zh = "备注写明余款、尾款另拨，分批到账的不算", en = "the remark says that the rest follows" }
innocent.received-in-parts = { zh = "同一笔拨款分几行登记，合计已足额到账的不算", en = "several rows of one allotment that were received in full together" }
innocent.still-under-way = { zh = "尚未登记到账日期和金额的不算", en = "nothing is entered as received yet" }
*/
WITH together AS (
    SELECT
        a.row_id, a.allotment, a.programme_id, a.programme, a.place, a.document_no, a.period_start, a.period_end,
        a.amount_yuan, a.received_yuan, a.received_on, a.said,
        sum(a.amount_yuan) OVER (PARTITION BY a.allotment) AS all_sent_yuan,
        sum(a.received_yuan) OVER (PARTITION BY a.allotment) AS all_received_yuan
    FROM allotted AS a
)
SELECT
    t.allotment                                              AS subject,
    t.programme_id,
    [t.row_id]                                               AS evidence,
    cast(t.amount_yuan - t.received_yuan AS DECIMAL(18,2))   AS amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    coalesce(t.place, '—')                                   AS place,
    coalesce(t.document_no, '无文号')                        AS document,
    t.amount_yuan                                            AS sent_yuan,
    t.received_yuan
FROM together AS t
WHERE t.amount_yuan - t.received_yuan >= $min_yuan
  AND t.all_sent_yuan - t.all_received_yuan >= $min_yuan        -- unless: received-in-parts
  AND NOT (t.received_on IS NULL AND t.received_yuan = 0)       -- unless: still-under-way
  AND NOT (t.said LIKE '%抵%' OR t.said LIKE '%结余%' OR t.said LIKE '%结转%' OR t.said LIKE '%扣%' OR t.said LIKE '%冲减%' OR t.said LIKE '%冲销%' OR t.said LIKE '%冲回%' OR t.said LIKE '%核减%' OR t.said LIKE '%调减%' OR t.said LIKE '%收回%' OR t.said LIKE '%退回%' OR t.said LIKE '%净额%')   -- unless: netting-stated
  AND NOT (t.said LIKE '%余款%' OR t.said LIKE '%尾款%' OR t.said LIKE '%余额另%' OR t.said LIKE '%其余%' OR t.said LIKE '%剩余%' OR t.said LIKE '%分批%' OR t.said LIKE '%分次%' OR t.said LIKE '%分期%' OR t.said LIKE '%首批%' OR t.said LIKE '%第一批%' OR t.said LIKE '%在途%' OR t.said LIKE '%待拨%')   -- unless: rest-to-come
