/* lianjing-rule
id       = "A01"
category = "A01"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "NOT coalesce(funeral, FALSE)"
title    = { zh = "死亡次月起仍有发放", en = "Paid for a period after the month of death" }
means    = { zh = "死亡登记给出死亡日期，此后月份仍有发放。", en = "A register of deaths gives a date, and money was paid for a period that begins after that month." }
why      = { zh = "钱发给了已去世的人，真正需要的人就少了一份；家里人不知情，日后退钱还会为难。", en = "Money paid to the dead is a share less for those in need; and a family that knew nothing may have to pay it back later." }
basis    = ["一卡通管理办法：对象死亡的，次月起停发"]
tables   = ["payments", "deaths"]
say.zh   = "{name}登记的死亡日期为{died_on}，“{programme}”仍发放{period}的款项，共{money_rows}笔{amount_yuan}元。请核对死亡日期和停发手续。"
say.en   = "{name} is registered as having died on {died_on}; “{programme}” still paid {amount_yuan} yuan in {money_rows} rows for {period}. Check the date of death and when payment was stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.period_start", "payments.amount_yuan", "payments.name", "deaths.died_on", "deaths.name"]
innocent.month-of-death = { zh = "死亡当月（及含有死亡日的一期）仍应发放", en = "the month of death, and a period that contains the day, are still due" }
innocent.arrears-for-earlier-months = { zh = "死亡以前月份的款项事后补发：比较所属期，不比较发放日期", en = "arrears for earlier months, paid later: periods are compared, not days of payment" }
innocent.funeral-grant = { zh = "丧葬补助因死亡而发放", en = "the grant is paid because of the death" }
innocent.corrected-death-date = { zh = "死亡日期更正过的，以较晚的日期为准", en = "where registers give several dates of death, the latest counts" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
SELECT
    p.person_key         AS subject,
    p.programme_id,
    [p.row_id, d.row_id] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    d.died_on
FROM paid AS p
JOIN dead AS d
    ON d.person_key = p.person_key
LEFT JOIN programmes AS g
    ON g.programme_id = p.programme_id
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.period_start
WHERE p.amount_yuan >= $min_yuan
  AND p.period_start > last_day(d.died_on)           -- unless: month-of-death
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan  -- unless: reversed
  AND coalesce(g.funeral, FALSE) = FALSE             -- unless: funeral-grant
