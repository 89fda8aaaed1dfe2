/* lianjing-rule
id       = "B06"
category = "B06"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('village_official_pay', 'welfare_post', 'cleaner', 'eco_ranger')"
title    = { zh = "死亡次月起仍发放岗位报酬", en = "Pay for a post after the month of death" }
means    = { zh = "死亡登记给出日期，而村干部、公益性岗位、保洁员、护林员等按在岗发放的报酬仍发放以后月份。", en = "The register of deaths gives a date; pay for a post (village official, public-welfare post, cleaner, ranger) went on for later months." }
why      = { zh = "人走了岗位还在发钱，真正顶岗的人可能没拿到工钱，等岗位的人也补不进来。", en = "When the pay for a post goes on after a death, whoever does the work now may go without, and those who wait for the post cannot get in." }
basis    = ["岗位报酬、岗位补贴按在岗时间发放，人员离岗、死亡的次月起停发"]
tables   = ["payments", "deaths"]
say.zh   = "{name}登记的死亡日期为{died_on}，“{programme}”仍发放{period}共{money_rows}笔{amount_yuan}元。请核对死亡日期、何人顶岗和实际领款人。"
say.en   = "{name} is registered as having died on {died_on}; “{programme}” still paid {amount_yuan} yuan in {money_rows} rows for {period}. Check the date, who did the work and who drew the money."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "payments.post", "deaths.name", "deaths.died_on"]
innocent.arrears = { zh = "补发死亡以前月份的不算：按所属期比较，备注写明补发、清欠的也不算", en = "arrears of months before the death: the period counts, and so does the remark" }
innocent.month-of-death = { zh = "死亡当月，以及含死亡当月的季度、年度不算", en = "the month of death, and the quarter or year in which it lies" }
innocent.burial-or-survivors = { zh = "备注写明丧葬、抚恤、慰问的不算", en = "burial, survivors' or condolence money, so says the remark" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.left-the-post = { zh = "离任以后仍领报酬由 B09 核对；公益岗位没有离岗登记", en = "pay after leaving is B09's; there is no register of those who left welfare posts" }
*/
WITH post_paid AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start AS listed_start,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        d.died_on, d.row_id AS death_row
    FROM dead AS d
    JOIN paid AS p
        ON p.person_key = d.person_key
    WHERE cast(p.programme_id AS VARCHAR) IN ('village_official_pay', 'welfare_post', 'cleaner', 'eco_ranger')
      AND p.amount_yuan >= $min_yuan
)
SELECT
    p.person_key               AS subject,
    p.programme_id,
    [p.row_id, p.death_row]    AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    p.died_on
FROM post_paid AS p
JOIN payments AS x
    ON x.row_id = p.row_id
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.listed_start
WHERE p.period_start > p.died_on
  AND p.period_start > last_day(p.died_on)             -- unless: month-of-death
  AND NOT (coalesce(x.note, '') LIKE '%补发%' OR coalesce(x.note, '') LIKE '%补领%' OR coalesce(x.note, '') LIKE '%欠%' OR coalesce(x.note, '') LIKE '%生前%' OR coalesce(x.reason, '') LIKE '%补发%' OR coalesce(x.item, '') LIKE '%补发%')   -- unless: arrears
  AND NOT (coalesce(x.note, '') LIKE '%丧葬%' OR coalesce(x.note, '') LIKE '%抚恤%' OR coalesce(x.note, '') LIKE '%慰问%' OR coalesce(x.item, '') LIKE '%丧葬%' OR coalesce(x.item, '') LIKE '%抚恤%' OR coalesce(x.item, '') LIKE '%慰问%')   -- unless: burial-or-survivors
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan    -- unless: reversed
