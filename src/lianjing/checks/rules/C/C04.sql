/* lianjing-rule
id       = "C04"
category = "C04"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
title    = { zh = "领款卡号更换为他人在用的卡", en = "The payee's card was changed for one that another person uses" }
means    = { zh = "某人一直用本人的卡领款，某期起改为另一张卡，而这张卡此前已在收非同户人员的款项；没有代领登记，也不是银行批量换卡。", en = "A payee was paid on one card and from some day on another, on which somebody of another household had been paid already; no proxy is registered, and the bank was not re-issuing cards." }
why      = { zh = "卡一换，钱就可能进了别人的口袋。", en = "With the card the money may change its pocket." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：补贴资金发放到补贴对象本人的社会保障卡"]
tables   = ["payments", "households"]
uses     = ["proxies", "approved_members", "kin"]
say.zh   = "{name}原用卡领款至{old_until}，{period}起改打入另一张卡（{money_rows}笔{amount_yuan}元），这张卡此前已用于{other_name}的款项，两人不同户。请核对换卡手续、持卡人和本人是否领到。"
say.en   = "{name} was paid on one card until {old_until}; then {amount_yuan} yuan in {money_rows} rows ({period}) went to another, on which {other_name} of another household had been paid before. Check who asked for the change, who holds the card, and whether the person got the money."
param.together_percent = { default = 20, unit = "percent of a village's payees of the programme whose card changes in one period", source = "so many changes together are the bank's re-issue" }
cells    = ["payments.card_no", "payments.name", "payments.period_start", "payments.amount_yuan"]
innocent.bank-re-issue-week = { zh = "同村很多人同月换卡的，为银行批量换发，不算", en = "many of the village change cards in one month: the bank is re-issuing them" }
innocent.household = { zh = "改用同户人员、申报亲属的卡的不算", en = "the card is a housemate's or a declared relative's" }
innocent.own-card-all-along = { zh = "这张卡本人先用（别人后来才用）的不算", en = "the card was the person's own before the other used it" }
innocent.registered-proxy = { zh = "已登记代领的不算", en = "a proxy is registered for the person" }
innocent.ward-of-a-home = { zh = "集中供养人员改进机构账户的不算", en = "wards of a home, whose money goes to the home's account" }
*/
WITH uses AS (            -- by programme: a card may be changed for one and kept for another
    SELECT
        p.person_key, p.programme, p.card_no, min(coalesce(p.period_start, p.paid_on)) AS first_on, max(coalesce(p.period_start, p.paid_on)) AS last_on,
        min(p.row_id) AS first_row, min(p.name) AS name, min(p.village) AS village,
        bool_or(coalesce(p.category, '') LIKE '%集中%') AS in_a_home
    FROM payments AS p
    WHERE p.amount_yuan > 0
      AND p.person_key IS NOT NULL
      AND p.card_no IS NOT NULL
    GROUP BY p.person_key, p.programme, p.card_no
),
changes AS (             -- the old card was used no more for the programme once the new one came
    SELECT n.person_key, n.programme, n.card_no, n.first_on, max(o.last_on) AS old_until, n.village, n.name, n.in_a_home
    FROM uses AS n
    JOIN uses AS o
        ON o.person_key = n.person_key
       AND o.programme IS NOT DISTINCT FROM n.programme
    WHERE o.card_no <> n.card_no
    GROUP BY n.person_key, n.programme, n.card_no, n.first_on, n.village, n.name, n.in_a_home
    HAVING max(o.last_on) < n.first_on
),
payees AS (
    SELECT u.programme, u.village, count(DISTINCT u.person_key) AS persons
    FROM uses AS u
    GROUP BY u.programme, u.village
),
together AS (
    SELECT c.programme, c.village, c.first_on, count(DISTINCT c.person_key) AS persons
    FROM changes AS c
    GROUP BY c.programme, c.village, c.first_on
),
taken_over AS (
    SELECT c.person_key, c.programme, c.card_no, c.first_on, c.old_until, c.village, min(u.person_key) AS other_key, min(u.name) AS other_name, min(u.first_row) AS other_row
    FROM changes AS c
    JOIN uses AS u
        ON u.card_no = c.card_no
    WHERE u.person_key <> c.person_key
      AND u.first_on < c.first_on
      AND NOT c.in_a_home                                    -- unless: ward-of-a-home
      AND NOT EXISTS (SELECT 1 FROM housemates AS h WHERE h.person_key = c.person_key AND h.mate_key = u.person_key)   -- unless: household
      AND NOT EXISTS (SELECT 1 FROM kin AS k WHERE (k.person_key = c.person_key AND k.official_person_key = u.person_key) OR (k.person_key = u.person_key AND k.official_person_key = c.person_key))   -- unless: household
      AND NOT EXISTS (SELECT 1 FROM proxies AS a WHERE a.person_key = c.person_key)   -- unless: registered-proxy
      AND NOT EXISTS (SELECT 1 FROM proxies_quarantined AS a WHERE a.name = c.name)   -- unless: registered-proxy
      AND NOT EXISTS (SELECT 1 FROM uses AS b WHERE b.person_key = c.person_key AND b.card_no = c.card_no AND b.first_on <= u.first_on)   -- unless: own-card-all-along
    GROUP BY c.person_key, c.programme, c.card_no, c.first_on, c.old_until, c.village
)
SELECT
    t.person_key                                             AS subject,
    [p.row_id, t.other_row]                                  AS evidence,
    p.amount_yuan,
    coalesce(p.period_start, p.paid_on)                      AS period_start,
    coalesce(p.period_end, p.paid_on)                        AS period_end,
    t.old_until,
    t.other_name
FROM taken_over AS t
JOIN payments AS p
    ON p.person_key = t.person_key
   AND p.card_no = t.card_no
   AND p.programme IS NOT DISTINCT FROM t.programme
LEFT JOIN payees AS v
    ON v.programme IS NOT DISTINCT FROM t.programme
   AND v.village IS NOT DISTINCT FROM t.village
LEFT JOIN together AS k
    ON k.programme IS NOT DISTINCT FROM t.programme
   AND k.village IS NOT DISTINCT FROM t.village
   AND k.first_on = t.first_on
WHERE p.amount_yuan > 0
  AND (k.persons < 3 OR k.persons * 100 < v.persons * $together_percent)   -- unless: bank-re-issue-week
