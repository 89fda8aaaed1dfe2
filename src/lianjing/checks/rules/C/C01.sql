/* lianjing-rule
id       = "C01"
category = "C01"
strength = "strong"
subject  = "card"
side     = "by"
reach    = "county"
title    = { zh = "多户款项打入同一张卡", en = "One card receives for several households" }
means    = { zh = "同一卡号（账号）收到若干不同户人员的款项；同户人员合并计算，已登记代领的和集中供养的不计。", en = "One card or account receives money for people of several households; people of one household count once, registered proxies and wards of a home do not count." }
why      = { zh = "好几家的钱进了同一张卡，那几家未必拿到了手，有的老人甚至不知道自己有这笔钱。", en = "When the money of several families goes to one card, they may not have got it in hand; some old people do not even know that it is theirs." }
basis    = ["一卡通管理办法：补贴资金原则上发放到补贴对象本人（户）的社会保障卡", "一卡通管理办法：代领代取须办理委托手续"]
tables   = ["payments", "households"]
uses     = ["proxies", "approved_members"]
say.zh   = "同一张卡收到{households}户{persons}人的款项，共{money_rows}笔{amount_yuan}元（{period}），未见代领登记。请核对持卡人、代领手续和本人是否领到。"
say.en   = "One card received money for {persons} people of {households} households, {amount_yuan} yuan in {money_rows} rows ({period}), and no proxy is registered. Check who holds the card, on whose authority, and whether each person got the money."
param.households = { default = 3, unit = "households on one card", source = "two are mostly parents and a son; a county may set its own" }
cells    = ["payments.card_no", "payments.name", "payments.amount_yuan", "households.household_no", "households.name"]
innocent.couple = { zh = "夫妻、同户人员共用一卡的，按一户计", en = "a couple, or people of one household, on one card count once" }
innocent.registered-proxy = { zh = "该期以前已登记代领（本人和卡号相符）的不计", en = "a proxy registered before the period ended, for that person and that card" }
innocent.proxy-cell-damaged = { zh = "代领登记中同名、同卡一行的身份证号单元格已损坏的不计", en = "the list of proxies has that name and card with a damaged ID" }
innocent.ward-of-a-home = { zh = "集中供养人员的款项进供养机构账户的不计", en = "wards of a home, whose money goes to the home's account" }
*/
WITH payees AS (         -- one pass over all payments; nothing but this rule needs their cards
    SELECT p.card_no, p.person_key
    FROM payments AS p
    WHERE p.card_no IS NOT NULL
      AND p.person_key IS NOT NULL
      AND p.amount_yuan > 0
    GROUP BY p.card_no, p.person_key
),
shared_cards AS (
    SELECT u.card_no
    FROM payees AS u
    GROUP BY u.card_no
    HAVING count(*) >= $households
),
sharers AS (
    SELECT u.card_no, u.person_key
    FROM payees AS u
    JOIN shared_cards AS c
        ON c.card_no = u.card_no
),
sharing_households AS (  -- each payee under the first of the housemates who are paid on the same card
    SELECT u.card_no, u.person_key, min(v.person_key) AS household
    FROM sharers AS u
    JOIN housemates AS h
        ON h.person_key = u.person_key
    JOIN sharers AS v
        ON v.card_no = u.card_no
       AND v.person_key = h.mate_key
    GROUP BY u.card_no, u.person_key
),
crowded_cards AS (       -- most shared cards are those of one household: from here on there are few
    SELECT h.card_no
    FROM sharing_households AS h
    GROUP BY h.card_no
    HAVING count(DISTINCT h.household) >= $households
),
on_crowded_cards AS (
    SELECT p.card_no, p.person_key, p.row_id, p.amount_yuan, p.period_start, p.period_end, p.paid_on
    FROM payments AS p
    JOIN crowded_cards AS c
        ON c.card_no = p.card_no
    WHERE p.person_key IS NOT NULL
      AND p.amount_yuan > 0
),
unexplained AS (
    SELECT p.card_no, p.person_key, p.row_id, p.amount_yuan, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end
    FROM on_crowded_cards AS p
    JOIN payments AS x
        ON x.row_id = p.row_id
    WHERE p.card_no IS NOT NULL
      AND coalesce(x.category, '') NOT LIKE '%集中%'   -- unless: ward-of-a-home
      AND NOT EXISTS (SELECT 1 FROM proxies AS a WHERE a.person_key = p.person_key AND coalesce(a.card_no, p.card_no) = p.card_no AND coalesce(a.registered_on <= coalesce(p.period_end, p.paid_on), TRUE))   -- unless: registered-proxy
      AND NOT EXISTS (SELECT 1 FROM proxies_quarantined AS a WHERE a.name = x.name AND coalesce(a.card_no, p.card_no) = p.card_no)   -- unless: proxy-cell-damaged
),
counted AS (
    SELECT DISTINCT u.card_no, u.person_key
    FROM unexplained AS u
),
counted_households AS (
    SELECT u.card_no, u.person_key, min(v.person_key) AS household
    FROM counted AS u
    JOIN housemates AS h
        ON h.person_key = u.person_key
    JOIN counted AS v
        ON v.card_no = u.card_no
       AND v.person_key = h.mate_key
    GROUP BY u.card_no, u.person_key
),
crowds AS (
    SELECT h.card_no, count(DISTINCT h.household) AS households, count(*) AS persons
    FROM counted_households AS h
    GROUP BY h.card_no
)
SELECT
    u.card_no                AS subject,
    [u.row_id, r.row_id]     AS evidence,
    u.amount_yuan,
    u.period_start,
    u.period_end,
    c.households,
    c.persons
FROM crowds AS c
JOIN unexplained AS u
    ON u.card_no = c.card_no
LEFT JOIN residents AS r -- the register shows which household each payee belongs to
    ON r.person_key = u.person_key
WHERE c.households >= $households
