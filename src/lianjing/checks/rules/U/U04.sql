/* lianjing-rule
id       = "U04"
category = "U04"
strength = "strong"
subject  = "person"
side     = "to"
reach    = "county"
title    = { zh = "银行退票逾期未补发", en = "A payment which the bank sent back was not paid again in time" }
means    = { zh = "退票清单中的款项，到查验日已超过县定补发期限，既没有补发日期，发放明细中也没有相应的补发。", en = "A payment on the list of bank returns is older, on the day the checks are read, than the county's limit, has no day of re-payment, and the pay lists show none either." }
why      = { zh = "钱被银行退了回来又没有补发，账上像是发了，人却一直没拿到。", en = "When the bank sent money back and it was not paid again, the books look settled and the person never had it." }
basis    = ["一卡通管理办法：发放不成功的应查明原因、及时重新发放", "县级期限（standards.toml 的 return_days）"]
tables   = ["bank_returns"]
uses     = ["payments", "deaths"]
limits   = ["return_days"]
say.zh   = "{name}的“{programme}”{amount_yuan}元于{returned_on}被银行退回（{reason}），至{read_on}未见补发（期限{limit_days}天）。请核对账户信息并补发。"
say.en   = "{amount_yuan} yuan of “{programme}” for {name} were sent back by the bank on {returned_on} ({reason}); by {read_on} no re-payment is seen (limit {limit_days} days). Check the account and pay again."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["bank_returns.name", "bank_returns.amount_yuan", "bank_returns.returned_on", "bank_returns.reason", "bank_returns.repaid_on"]
innocent.dead = { zh = "对象已死亡的不补发给本人", en = "the person has died: nothing is paid again to the card" }
innocent.repaid = { zh = "清单写有补发日期的不算（迟补的已经到手，不再列入应得未得）", en = "the list has a day of re-payment (who was paid late is owed nothing any more)" }
innocent.paid-in-a-later-list = { zh = "退回以后的发放明细中有同一人、同一项目、同一金额、所属期不晚于退回款项的补发，不算", en = "after the return, a pay list has that sum of that programme for that person, for the same or an earlier period" }
innocent.within-the-limit = { zh = "期限未到的不算", en = "the limit has not passed yet" }
innocent.said-to-be-repaid = { zh = "备注写明已补发、已重发、已现金领取的不算", en = "the remark says that it was paid again" }
*/
WITH sent_back AS (
    SELECT
        b.person_key, b.card_no, b.name, b.village_key, b.programme_id, b.programme, b.row_id, b.amount_yuan, b.returned_on, b.repaid_on,
        b.period_start, b.period_end, b.reason,
        coalesce(b.period_start, b.returned_on) AS due_start,
        coalesce(b.period_end, b.returned_on - 1) AS due_end,
        coalesce(b.note, '') AS remark
    FROM returned AS b
    WHERE b.amount_yuan >= $min_yuan
      AND b.returned_on IS NOT NULL
),
paid_again AS (          -- a later row for the same or an earlier period; the regular rows of later periods are no re-payment
    SELECT DISTINCT b.row_id
    FROM sent_back AS b
    JOIN paid AS p
        ON p.person_key = b.person_key
    WHERE p.programme_id IS NOT DISTINCT FROM b.programme_id
      AND p.amount_yuan = b.amount_yuan
      AND p.paid_on > b.returned_on
      AND p.period_start <= b.due_start
      AND p.period_end <= b.due_end
)
SELECT
    coalesce(cast(b.person_key AS VARCHAR), b.card_no, b.name || '|' || coalesce(cast(b.village_key AS VARCHAR), '')) AS subject,
    b.programme_id,
    [b.row_id]                                         AS evidence,
    b.amount_yuan,
    b.programme,
    b.period_start,
    b.period_end,
    b.returned_on,
    coalesce(b.reason, '原因未注明')                   AS reason,
    n.as_of                                            AS read_on,
    l.return_days                                      AS limit_days
FROM sent_back AS b
CROSS JOIN limits AS l
CROSS JOIN run AS n
LEFT JOIN paid_again AS a
    ON a.row_id = b.row_id
LEFT JOIN dead AS d
    ON d.person_key = b.person_key
   AND d.died_on <= n.as_of
WHERE b.amount_yuan >= $min_yuan
  AND b.returned_on + l.return_days < n.as_of          -- unless: within-the-limit
  AND (b.repaid_on IS NULL OR b.repaid_on > n.as_of)   -- unless: repaid
  AND a.row_id IS NULL                                 -- unless: paid-in-a-later-list
  AND d.person_key IS NULL                             -- unless: dead
  AND NOT (b.remark LIKE '%已补%' OR b.remark LIKE '%已重发%' OR b.remark LIKE '%已重新%' OR b.remark LIKE '%已发%' OR b.remark LIKE '%已领%' OR b.remark LIKE '%已到账%')   -- unless: said-to-be-repaid
