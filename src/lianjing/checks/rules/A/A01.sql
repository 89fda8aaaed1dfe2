/* lianjing-rule
id       = "A01"
category = "A01"
strength = "strong"
subject  = "person"
side     = "by"
title    = { zh = "死亡次月起仍有发放", en = "Paid for a period after the month of death" }
means    = { zh = "死亡登记给出死亡日期，此后月份仍有发放。", en = "A register of deaths gives a date, and money was paid for a period that begins after that month." }
basis    = ["一卡通管理办法：对象死亡的，次月起停发"]
tables   = ["payments", "deaths"]
say.zh   = "{name}登记的死亡日期为{died_on}，“{programme}”仍发放{period_start}至{period_end}期间的款项，共{money_rows}笔{amount_yuan}元。请核对死亡日期和停发手续。"
say.en   = "{name} is registered as having died on {died_on}; “{programme}” still paid {money_rows} sums, {amount_yuan} yuan in all, for {period_start} to {period_end}. Check the date of death and when payment was stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.period_start", "payments.amount_yuan", "payments.name", "deaths.died_on", "deaths.name"]
innocent.earlier-month = { zh = "死亡当月及以前月份的款项（含事后补发）应予发放：比较所属期，不比较发放日期", en = "the month of death and earlier months are due, also when they are paid later: periods are compared, not days of payment" }
innocent.funeral-grant = { zh = "丧葬补助因死亡而发放", en = "the grant is paid because of the death" }
innocent.reversed      = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
innocent.corrected-date = { zh = "死亡日期更正过的，以较晚的日期为准", en = "where registers give several dates of death, the latest counts" }
*/
WITH still_due AS (      -- what is left of each person, programme and period after reversals
    SELECT person_key, programme_id, programme, period_start, sum(amount_yuan) AS amount_yuan
    FROM paid
    GROUP BY person_key, programme_id, programme, period_start
)
SELECT
    p.person_key          AS subject,
    p.programme_id,
    [p.row_id, d.row_id]  AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    d.died_on
FROM paid AS p
JOIN dead AS d
    ON d.person_key = p.person_key
JOIN still_due AS s
    ON s.person_key = p.person_key
   AND s.programme = p.programme
   AND s.period_start = p.period_start
LEFT JOIN programmes AS g
    ON g.programme_id = p.programme_id
WHERE p.amount_yuan >= $min_yuan
  AND p.period_end > d.died_on
  AND p.period_start > last_day(d.died_on)           -- unless: earlier-month
  AND s.amount_yuan >= $min_yuan                     -- unless: reversed
  AND coalesce(g.funeral, FALSE) = FALSE             -- unless: funeral-grant
