/* lianjing-rule
id       = "C03B"
category = "C03"
strength = "strong"
subject  = "card"
side     = "by"
title    = { zh = "他人补贴打入村干部本人的卡", en = "Other people's money goes to the card of a village official" }
means    = { zh = "在任村干部本人领取报酬或补贴所用的卡，同时收到两户以上非亲属的款项，未见代领登记。", en = "The card on which a village official in office is paid also receives money for two or more households that are no family, and no proxy is registered." }
why      = { zh = "补贴进了村干部的卡，本人是否拿到全凭一句话。", en = "Money on an official's card reaches its owner only if the official hands it over." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：补贴资金发放到补贴对象本人的社会保障卡，村干部不得保管、代领"]
tables   = ["payments", "officials"]
uses     = ["proxies", "kin", "households", "approved_members"]
say.zh   = "村干部{official_name}（{post}）用卡在{period}收到其他{households}户{persons}人的款项共{money_rows}笔{amount_yuan}元，未见代领登记。请核对原因和本人是否领到。"
say.en   = "The card of {official_name} ({post}) received {amount_yuan} yuan in {money_rows} rows for {persons} people of {households} other households ({period}); no proxy is registered. Check why, and whether each person got the money."
param.households = { default = 2, unit = "other households on the card", source = "one is mostly a parent or brother with a household book of his own; a county may set its own" }
cells    = ["payments.card_no", "payments.name", "payments.amount_yuan", "officials.name", "officials.post"]
innocent.registered-and-receipted = { zh = "已登记代领（本人和卡号相符）的，按代领问题另查", en = "a registered proxy, for that person and card, is looked at there" }
innocent.ward-of-a-home = { zh = "集中供养人员的款项不计", en = "wards of a home" }
innocent.family = { zh = "同户人员、申报的亲属不计", en = "people of the official's household and declared kin" }
innocent.out-of-office = { zh = "所属期不在任期内的不计", en = "money for a time when the official was not in office" }
*/
WITH own_cards AS (      -- cards on which officials were paid themselves
    SELECT p.card_no, p.person_key, min(o.row_id) AS post_row, min(o.name) AS official_name, min(o.post) AS post, min(coalesce(o.from_on, DATE '1900-01-01')) AS from_on, max(coalesce(o.to_on, DATE '9999-12-31')) AS to_on
    FROM officials AS o
    JOIN payments AS p
        ON p.person_key = o.person_key
    WHERE p.card_no IS NOT NULL
      AND p.amount_yuan > 0
    GROUP BY p.card_no, p.person_key
),
shared AS (
    SELECT c.card_no, c.person_key AS official_key, c.post_row, c.official_name, coalesce(c.post, '职务未注明') AS post, p.row_id, p.person_key, p.name, p.amount_yuan, p.category, c.from_on, c.to_on,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end
    FROM own_cards AS c
    JOIN payments AS p
        ON p.card_no = c.card_no
    WHERE p.amount_yuan > 0
      AND p.person_key IS NOT NULL
      AND p.person_key <> c.person_key
),
family AS (
    SELECT DISTINCT s.official_key, h.mate_key AS person_key FROM shared AS s JOIN housemates AS h ON h.person_key = s.official_key
    UNION
    SELECT DISTINCT s.official_key, k.person_key FROM shared AS s JOIN kin AS k ON k.official_person_key = s.official_key
    UNION                -- the household of a relative
    SELECT DISTINCT s.official_key, h.mate_key FROM shared AS s JOIN kin AS k ON k.official_person_key = s.official_key JOIN housemates AS h ON h.person_key = k.person_key
),
unexplained AS (
    SELECT s.card_no, s.official_key, s.post_row, s.official_name, s.post, s.row_id, s.person_key, s.amount_yuan, s.period_start, s.period_end
    FROM shared AS s
    LEFT JOIN family AS f
        ON f.official_key = s.official_key
       AND f.person_key = s.person_key
    WHERE s.period_end IS NOT NULL
      AND f.person_key IS NULL                               -- unless: family
      AND s.from_on <= s.period_end                          -- unless: out-of-office
      AND s.to_on >= s.period_start                          -- unless: out-of-office
      AND coalesce(s.category, '') NOT LIKE '%集中%'         -- unless: ward-of-a-home
      AND NOT EXISTS (SELECT 1 FROM proxies AS a WHERE a.person_key = s.person_key AND coalesce(a.card_no, s.card_no) = s.card_no)   -- unless: registered-and-receipted
      AND NOT EXISTS (SELECT 1 FROM proxies_quarantined AS a WHERE a.name = s.name AND coalesce(a.card_no, s.card_no) = s.card_no)   -- unless: registered-and-receipted
),
households_on_card AS (
    SELECT u.card_no, count(DISTINCT u.person_key) AS persons, count(DISTINCT coalesce(r.household_id, cast(u.person_key AS VARCHAR))) AS households
    FROM unexplained AS u
    LEFT JOIN residents AS r
        ON r.person_key = u.person_key
    GROUP BY u.card_no
)
SELECT
    u.card_no                AS subject,
    [u.row_id, u.post_row]   AS evidence,
    u.amount_yuan,
    u.period_start,
    u.period_end,
    u.official_name,
    u.post,
    c.persons,
    c.households
FROM unexplained AS u
JOIN households_on_card AS c
    ON c.card_no = u.card_no
WHERE c.households >= $households
