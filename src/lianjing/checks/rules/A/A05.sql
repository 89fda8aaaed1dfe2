/* lianjing-rule
id       = "A05"
category = "A05"
strength = "strong"
subject  = "person"
side     = "by"
title    = { zh = "同一待遇同一时期重复发放", en = "The same programme paid twice for one period" }
means    = { zh = "同一人同一待遇，有两笔款项的所属期相同或重叠（例如一季度与其中一个月）。", en = "One person was paid the same programme in two rows whose periods are equal or overlap (a quarter and one of its months)." }
why      = { zh = "同一笔钱发了两次，村里这一项的钱就不够发；多领的人也迟早要退。", en = "When a sum is paid twice, the fund runs short for the others, and whoever got too much will have to return it." }
basis    = ["一卡通管理办法：同一补贴不得重复发放"]
tables   = ["payments"]
uses     = ["bank_returns"]
say.zh   = "“{programme}”向{name}重复发放{period}的款项{amount_yuan}元：同一时期另有一笔{other_yuan}元。请核对是否一人多行、是否已追回。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan for {period}, for which another row pays {other_yuan} yuan. Check whether one person was entered twice and whether the money came back."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.id_no", "payments.period_start", "payments.amount_yuan"]
innocent.instalments = { zh = "分批分期发放：备注、表名写明批次、首付、尾款，或两笔之和不超过应发数或此人平常一期的数额", en = "instalments: so says the note or the sheet, or both together are no more than what is due or than the person's usual sum" }
innocent.arrears-under-another-period = { zh = "补发以前所属期，或注明补发、补差的", en = "arrears under another period, or rows that say they make up a difference" }
innocent.reversal-and-repayment = { zh = "冲销（负数行）后重发", en = "a reversal (negative row) and payment anew" }
innocent.bank-return = { zh = "银行退票后重发", en = "sent back by the bank and paid again" }
innocent.different-thing = { zh = "不同的机具、地块、岗位、事项，各有一笔", en = "two machines, plots, posts or events, each with its own payment" }
innocent.supplement = { zh = "一笔不足另一笔的一半、所属期完全相同的，多为提标、分类施保的增发，不是重复", en = "of one and the same period, a sum below half of the other: mostly a raise or an addition, not the same once more" }
innocent.two-places = { zh = "两个村或乡镇各发一笔的，由另一规则比对", en = "payments by two villages or towns are compared by another rule" }
*/
WITH pairs AS (
    SELECT
        w.person_key, w.programme, w.programme_id, w.row_id, w.other_row_id, w.amount_yuan, w.other_yuan, w.period_start, w.period_end,
        w.other_start, w.other_end, w.months, w.same_start
    FROM paid_twice AS w
    WHERE w.amount_yuan >= $min_yuan
      AND w.same_place                                    -- unless: two-places
      AND NOT w.taken_back                                -- unless: reversal-and-repayment
),
texts AS (               -- the two rows as the sheet has them
    SELECT
        w.person_key, w.programme, w.programme_id, w.row_id, w.other_row_id, w.amount_yuan, w.other_yuan, w.period_start, w.period_end,
        w.other_start, w.other_end, w.months, w.same_start,
        coalesce(a.note, '') || '|' || coalesce(a.item, '') || '|' || coalesce(a.reason, '') || '|' || coalesce(b.note, '') || '|' || coalesce(b.item, '') || '|' || coalesce(b.reason, '')
        || CASE WHEN a.source_file <> b.source_file OR a.source_sheet <> b.source_sheet THEN '|' || a.source_file || '|' || a.source_sheet || '|' || b.source_file || '|' || b.source_sheet ELSE '' END AS said,
        coalesce(a.status, '') || '|' || coalesce(b.status, '') || '|' || coalesce(a.note, '') || '|' || coalesce(b.note, '') AS state,
        coalesce(a.serial_no <> b.serial_no, FALSE) OR coalesce(a.item <> b.item, FALSE) OR coalesce(a.post <> b.post, FALSE) OR coalesce(a.reason <> b.reason, FALSE)
        OR coalesce(a.area_mu <> b.area_mu, FALSE) OR coalesce(a.school <> b.school, FALSE) AS other_thing,
        greatest(coalesce(a.monthly_yuan, 0) * w.months, coalesce(a.area_mu * a.rate_yuan, 0)) AS due_yuan
    FROM pairs AS w
    JOIN payments AS a
        ON a.row_id = w.row_id
    JOIN payments AS b
        ON b.row_id = w.other_row_id
),
usual AS (               -- the person's largest sum for a period of that length which was paid once
    SELECT p.person_key, p.programme, p.months, max(p.amount_yuan) AS usual_yuan
    FROM (SELECT DISTINCT w.person_key, w.programme FROM pairs AS w) AS k
    JOIN paid AS p
        ON p.person_key = k.person_key
       AND p.programme = k.programme
    LEFT JOIN pairs AS t
        ON t.person_key = p.person_key
       AND t.programme = p.programme
       AND t.period_start = p.period_start
    WHERE t.person_key IS NULL
    GROUP BY p.person_key, p.programme, p.months
)
SELECT
    t.person_key                   AS subject,
    t.programme_id,
    [t.row_id, t.other_row_id]     AS evidence,
    t.amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    t.other_yuan
FROM texts AS t
LEFT JOIN programmes AS g
    ON g.programme_id = t.programme_id
LEFT JOIN usual AS u
    ON u.person_key = t.person_key
   AND u.programme = t.programme
   AND u.months = t.months
WHERE (t.programme_id IS NOT NULL OR t.amount_yuan = t.other_yuan)
  AND NOT (t.said LIKE '%第_批%' OR t.said LIKE '%第_期%' OR t.said LIKE '%第_次%' OR t.said LIKE '%首批%' OR t.said LIKE '%首期%' OR t.said LIKE '%首付%' OR t.said LIKE '%尾款%' OR t.said LIKE '%余款%' OR t.said LIKE '%预付%' OR t.said LIKE '%预拨%' OR t.said LIKE '%预发%' OR t.said LIKE '%分期%' OR t.said LIKE '%分批%' OR t.said LIKE '%剩余%')   -- unless: instalments
  AND NOT (t.same_start AND t.amount_yuan + t.other_yuan <= coalesce(u.usual_yuan, 0))   -- unless: instalments
  AND NOT (t.same_start AND t.amount_yuan + t.other_yuan <= t.due_yuan + 1)              -- unless: instalments
  AND NOT (t.same_start AND t.period_end = t.other_end AND 2 * t.amount_yuan < t.other_yuan)   -- unless: supplement
  AND NOT (t.said LIKE '%补发%' OR t.said LIKE '%补差%' OR t.said LIKE '%差额%' OR t.said LIKE '%提标%' OR t.said LIKE '%漏发%' OR t.said LIKE '%追补%')   -- unless: arrears-under-another-period
  AND NOT (t.state LIKE '%失败%' OR t.state LIKE '%退票%' OR t.state LIKE '%退回%' OR t.state LIKE '%退汇%' OR t.state LIKE '%未发%')   -- unless: bank-return
  AND NOT EXISTS (SELECT 1 FROM returned AS b WHERE b.person_key = t.person_key AND b.programme = t.programme AND (b.amount_yuan = t.amount_yuan OR b.amount_yuan = t.other_yuan) AND coalesce(b.period_start <= t.period_end AND b.period_end >= t.period_start, TRUE))   -- unless: bank-return
  AND NOT (t.other_thing AND coalesce(g.payee, 'person') <> 'household')                 -- unless: different-thing
  AND NOT (coalesce(g.period, '') = 'event' AND t.amount_yuan <> t.other_yuan)           -- unless: different-thing
