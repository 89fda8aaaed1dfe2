/* lianjing-rule
id       = "B08"
category = "B08"
strength = "weak"
subject  = "card"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('village_official_pay', 'welfare_post', 'cleaner', 'eco_ranger')"
title    = { zh = "两个岗位的报酬打入同一张卡", en = "The pay of two posts goes to one card" }
means    = { zh = "村干部、公益性岗位、保洁员、护林员等岗位报酬，不同户的两人以上同期使用同一卡号领取；可能有人挂名。", en = "Pay for posts (village official, public-welfare post, cleaner, ranger) of two or more people of different households went to one card in the same months: one of them may be a name only." }
why      = { zh = "两个岗位的钱进了一张卡，可能有人只挂名不干活，或者干活的人没有拿到自己的工钱。", en = "When the pay of two posts goes to one card, someone may bear the name without doing the work, or do the work without getting the pay." }
basis    = ["岗位报酬应当发放到在岗人员本人的银行账户"]
tables   = ["payments", "households"]
uses     = ["proxies", "approved_members", "kin"]
say.zh   = "同一张卡收到{holders}名岗位人员的报酬，共{money_rows}笔{amount_yuan}元（{period}），分属不同户。请核对持卡人、考勤和本人是否领到。"
say.en   = "One card received the pay of {holders} holders of posts of different households, {amount_yuan} yuan in {money_rows} rows ({period}). Check who holds the card, attendance, and whether each got the money."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.months = { default = 2, unit = "months in which both were paid to the card", source = "once is a slip of the pen; a county may set its own" }
cells    = ["payments.card_no", "payments.name", "payments.amount_yuan", "payments.post", "households.name", "households.household_no"]
innocent.couple = { zh = "夫妻、同户人员不算；登记为配偶、父母子女等近亲属的不算", en = "couples and people of one household, and those declared as close kin" }
innocent.household-unknown = { zh = "户籍中查不到其中一人的，看不出是否同户，不算", en = "where one of them is not in the household register, nobody can tell" }
innocent.registered-proxy = { zh = "已登记代领的不算", en = "a registered proxy" }
innocent.once-only = { zh = "只有一个月相同的视为误填，不算", en = "a single month is a slip of the pen" }
innocent.taken-over = { zh = "先后使用同一卡、月份不重叠的（卡号更换、接替）不算", en = "the card was used by one after the other, not in the same months" }
*/
WITH post_paid AS (
    SELECT p.row_id, p.person_key, p.amount_yuan, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end, x.card_no
    FROM paid AS p
    JOIN payments AS x
        ON x.row_id = p.row_id
    WHERE cast(p.programme_id AS VARCHAR) IN ('village_official_pay', 'welfare_post', 'cleaner', 'eco_ranger')
      AND p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
      AND x.card_no IS NOT NULL
),
shared AS (
    SELECT p.card_no
    FROM post_paid AS p
    GROUP BY p.card_no
    HAVING count(DISTINCT p.person_key) > 1
),
together AS (
    SELECT
        a.card_no, a.row_id, a.person_key, a.amount_yuan, a.period_start, a.period_end, b.person_key AS other_key, b.row_id AS other_row,
        r.row_id AS resident_row, r.household_id, q.household_id AS other_household
    FROM shared AS s
    JOIN post_paid AS a
        ON a.card_no = s.card_no
    JOIN post_paid AS b
        ON b.card_no = a.card_no
       AND b.person_key <> a.person_key
    LEFT JOIN residents AS r
        ON r.person_key = a.person_key
    LEFT JOIN residents AS q
        ON q.person_key = b.person_key
    WHERE a.card_no IS NOT NULL
      AND a.period_start <= b.period_end AND b.period_start <= a.period_end   -- unless: taken-over
),
unexplained AS (
    SELECT t.card_no, t.row_id, t.person_key, t.amount_yuan, t.period_start, t.period_end, t.other_key, t.resident_row
    FROM together AS t
    WHERE t.card_no IS NOT NULL
      AND t.household_id IS NOT NULL AND t.other_household IS NOT NULL                        -- unless: household-unknown
      AND NOT EXISTS (SELECT 1 FROM housemates AS h WHERE h.person_key = t.person_key AND h.mate_key = t.other_key)   -- unless: couple
      AND NOT EXISTS (SELECT 1 FROM kin AS k WHERE (k.person_key = t.person_key AND k.official_person_key = t.other_key) OR (k.person_key = t.other_key AND k.official_person_key = t.person_key))   -- unless: couple
      AND NOT EXISTS (SELECT 1 FROM proxies AS a WHERE a.person_key = t.person_key OR a.person_key = t.other_key)   -- unless: registered-proxy
),
counted AS (
    SELECT u.card_no, count(DISTINCT u.person_key) AS holders, count(DISTINCT u.period_start) AS periods_shared
    FROM unexplained AS u
    GROUP BY u.card_no
)
SELECT DISTINCT
    u.card_no                     AS subject,
    [u.row_id, u.resident_row]    AS evidence,
    u.amount_yuan,
    u.period_start,
    u.period_end,
    c.holders
FROM unexplained AS u
JOIN counted AS c
    ON c.card_no = u.card_no
WHERE c.holders > 1
  AND c.periods_shared >= $months   -- unless: once-only
