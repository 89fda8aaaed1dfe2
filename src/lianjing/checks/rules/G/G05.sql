/* lianjing-rule
id       = "G05"
category = "G05"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "超过限额用现金支付", en = "Paid in cash above the county's limit" }
means    = { zh = "凭证的付款方式是现金，单笔超过县定现金限额，又不属于可以用现金支付给个人的项目。", en = "The voucher was paid in cash, above the county's limit, and for nothing that may be paid to persons in cash." }
why      = { zh = "大额现金不留痕，谁收的、收了多少都查不清。", en = "Large sums in cash leave no trace of who received how much." }
basis    = ["现金管理暂行条例第五条：可以使用现金的范围", "县级限额（standards.toml 的 cash_yuan）"]
tables   = ["vouchers"]
limits   = ["cash_yuan"]
say.zh   = "{voucher_on}第{voucher_no}号凭证用{pay_method}支付{amount_yuan}元（{purpose}，收款人“{payee}”），超过{limit_yuan}元的现金限额。请核对未转账的原因和实际收款人。"
say.en   = "Voucher {voucher_no} of {voucher_on} paid {amount_yuan} yuan by {pay_method} ({purpose}, to “{payee}”), above the limit of {limit_yuan} yuan for cash. Check why it did not go by transfer and who received it."
cells    = ["vouchers.pay_method", "vouchers.amount_yuan", "vouchers.payee", "vouchers.purpose"]
innocent.allowed-kinds = { zh = "付给个人的工资、劳务、奖金、慰问救助、差旅、分红、地租、补偿等，条例允许用现金", en = "wages, labour, prizes, relief, travel, dividends, land rent and compensation to persons may be paid in cash" }
innocent.farm-produce = { zh = "向个人收购农副产品、废旧物资的价款不算", en = "the price of produce or scrap bought from a person" }
innocent.bank-errand = { zh = "提取现金、存现、备用金、退还押金等不是付款", en = "cash drawn or paid in, petty cash, deposits given back are no payments" }
innocent.income = { zh = "现金收入、结转凭证不算", en = "cash taken in, closing entries" }
innocent.bank-instrument = { zh = "现金支票、银行现金缴款等经银行办理的，以及“非现金”不算", en = "a cash cheque, money paid in at the bank, and what is called non-cash" }
innocent.emergency = { zh = "抢险救灾急需的不算", en = "needed at once in a flood or fire" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
*/
WITH cash AS (
    SELECT
        b.voucher_id, b.voucher_no, b.voucher_on, b.purpose, b.payee, b.amount_yuan, b.pay_method, b.to_firm, b.said, coalesce(b.purpose, '') AS what,
        coalesce(b.account, '') AS account, b.voided, b.taken_back, b.row_id, n.cash_yuan
    FROM booked AS b
    CROSS JOIN limits AS n
    WHERE b.pay_method LIKE '%现%'
      AND b.amount_yuan > n.cash_yuan
      AND (b.pay_method LIKE '%现金%' OR b.pay_method LIKE '%付现%' OR b.pay_method LIKE '%现付%' OR b.pay_method LIKE '%取现%' OR b.pay_method LIKE '%提现%' OR b.pay_method LIKE '%现款%' OR b.pay_method LIKE '%现钞%' OR b.pay_method = '现')
)
SELECT
    c.voucher_id                         AS subject,
    [c.row_id]                           AS evidence,
    c.amount_yuan,
    coalesce(c.voucher_no, '—')          AS voucher_no,
    c.voucher_on,
    coalesce(c.purpose, '未写用途')      AS purpose,
    coalesce(c.payee, '未写')            AS payee,
    c.pay_method,
    c.cash_yuan                          AS limit_yuan
FROM cash AS c
WHERE c.row_id IS NOT NULL
  AND NOT (NOT c.to_firm AND (c.said LIKE '%工资%' OR c.said LIKE '%报酬%' OR c.said LIKE '%薪%' OR c.said LIKE '%津贴%' OR c.said LIKE '%补贴%' OR c.said LIKE '%绩效%' OR c.said LIKE '%奖金%' OR c.said LIKE '%奖励%' OR c.said LIKE '%劳务%' OR c.said LIKE '%误工%' OR c.said LIKE '%务工%' OR c.said LIKE '%用工%' OR c.said LIKE '%零工%' OR c.said LIKE '%人工费%' OR c.said LIKE '%工钱%' OR c.said LIKE '%工时%' OR c.said LIKE '%慰问%' OR c.said LIKE '%抚恤%' OR c.said LIKE '%救助%' OR c.said LIKE '%困难%' OR c.said LIKE '%补助%' OR c.said LIKE '%救济%' OR c.said LIKE '%丧葬%' OR c.said LIKE '%福利%' OR c.said LIKE '%降温费%' OR c.said LIKE '%取暖费%' OR c.said LIKE '%差旅%' OR c.said LIKE '%出差%' OR c.said LIKE '%分红%' OR c.said LIKE '%红利%' OR c.said LIKE '%流转%' OR c.said LIKE '%地租%' OR c.said LIKE '%补偿%' OR c.said LIKE '%青苗%' OR c.said LIKE '%占地%' OR c.said LIKE '%赔偿%' OR c.said LIKE '%助学%' OR c.said LIKE '%养老%' OR c.said LIKE '%低保%' OR c.said LIKE '%五保%' OR c.said LIKE '%稿费%' OR c.said LIKE '%讲课费%' OR c.said LIKE '%演出费%' OR c.said LIKE '%评委费%' OR c.said LIKE '%保洁员%' OR c.said LIKE '%护林员%'))   -- unless: allowed-kinds
  AND NOT (NOT c.to_firm AND (c.what LIKE '%收购%' OR c.what LIKE '%农产品%' OR c.what LIKE '%农副产品%' OR c.what LIKE '%粮食款%' OR c.what LIKE '%废品%' OR c.what LIKE '%废旧%'))   -- unless: farm-produce
  AND NOT (c.what LIKE '%提现%' OR c.what LIKE '%提取%' OR c.what LIKE '%取现%' OR c.what LIKE '%取款%' OR c.what LIKE '%存现%' OR c.what LIKE '%存入%' OR c.what LIKE '%存款%' OR c.what LIKE '%缴存%' OR c.what LIKE '%备用金%' OR c.what LIKE '%押金%' OR c.what LIKE '%保证金%' OR c.what LIKE '%质保金%' OR c.what LIKE '%退还%' OR c.what LIKE '%退款%' OR c.what LIKE '%借款%' OR c.what LIKE '%还款%' OR c.what LIKE '%周转金%' OR c.what LIKE '%内部往来%' OR c.what LIKE '%划转%')   -- unless: bank-errand
  AND NOT ((c.what LIKE '收%' AND c.what NOT LIKE '收购%') OR c.account LIKE '%收入%' OR c.account LIKE '%应收%' OR c.account LIKE '%银行存款%' OR c.account LIKE '%库存现金%' OR c.account LIKE '%收益%' OR c.account LIKE '%结转%')   -- unless: income
  AND NOT (c.pay_method LIKE '%支票%' OR c.pay_method LIKE '%非现金%' OR c.pay_method LIKE '%不用现金%' OR c.pay_method LIKE '%现金缴款%' OR c.pay_method LIKE '%缴款单%' OR c.pay_method LIKE '%转现%' OR c.pay_method LIKE '%存折%')   -- unless: bank-instrument
  AND NOT (c.said LIKE '%抢险%' OR c.said LIKE '%救灾%' OR c.said LIKE '%抗洪%' OR c.said LIKE '%防汛%' OR c.said LIKE '%应急%' OR c.said LIKE '%紧急%' OR c.said LIKE '%火灾%')   -- unless: emergency
  AND NOT (c.voided OR c.taken_back)                                                -- unless: taken-back
