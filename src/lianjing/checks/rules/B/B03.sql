/* lianjing-rule
id       = "B03"
category = "B03"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "discretionary"
title    = { zh = "村干部申报亲属在本村领取自由裁量较大的救助", en = "Declared kin of a village official in discretionary aid of the official's own village" }
means    = { zh = "亲属申报表列明的亲属，在该干部任职的村、任职期间、亲属关系存续期间，获批由村镇评议审批的款项。", en = "A person whom a village official declared as kin was granted aid that village and town decide on, in the official's own village, on a day within the term and within the dates of the kinship." }
why      = { zh = "评谁该得由村里商量，干部的亲属得了，别人容易觉得不公；没有关系的困难户可能排不上。", en = "The village decides who gets this aid; when an official's kin do, others doubt the fairness, and a poor family without ties may not get in." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：经办人员和村（居）民委员会成员近亲属应单独登记备案", "农村基层干部廉洁履行职责若干规定（试行）：不准在救助等事项中优亲厚友", "县级实施办法（standards.toml 的 discretionary）"]
tables   = ["payments", "kin", "officials"]
say.zh   = "“{programme}”发放给{name}{period}共{amount_yuan}元；{name}是本村在任{post}{official_name}申报的亲属（{kinship}），决定日期{decided_on}。请核对评议、回避、备案和公示手续。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan ({period}); {official_name}, then serving as {post} of the same village, had declared {name} as kin ({kinship}); decided on {decided_on}. Check review, recusal, record and publication."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.approved_on", "payments.name", "kin.name", "kin.official_name", "kin.relation", "kin.from_on", "kin.to_on", "officials.name", "officials.post", "officials.from_on", "officials.to_on"]
innocent.kinship-outside-dates = { zh = "决定救助时亲属关系尚未开始或已经终止的不算", en = "the kinship began after the decision or had ended before it" }
innocent.automatic-programme = { zh = "按条件自动发放、无需评议的款项不算", en = "aid that follows from a condition and nobody decides on" }
innocent.outside-term = { zh = "决定救助时该干部不在任的不算", en = "the official was not in office on the day of the decision" }
innocent.other-village = { zh = "在其他村领取的不算", en = "aid granted in another village" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH declared AS (
    SELECT
        k.official_person_key, k.person_key, k.row_id, k.relation,
        coalesce(k.from_on, DATE '1800-01-01') AS kin_from,
        coalesce(k.to_on, DATE '9999-12-31') AS kin_to
    FROM kin AS k
    WHERE k.person_key IS NOT NULL
      AND k.official_person_key IS NOT NULL
      AND k.person_key <> k.official_person_key
),
terms AS (
    SELECT
        o.person_key, o.row_id, o.name, o.post, v.village_key, w.town_key,
        coalesce(o.from_on, DATE '1900-01-01') AS term_from,
        CASE WHEN o.to_on IS NOT NULL THEN o.to_on
             WHEN coalesce(o.status, '') LIKE '%离任%' OR coalesce(o.status, '') LIKE '%卸任%' OR coalesce(o.status, '') LIKE '%免职%' THEN DATE '1900-01-01'
             ELSE DATE '9999-12-31' END AS term_to
    FROM officials AS o
    LEFT JOIN village_keys AS v
        ON v.village = o.village
    LEFT JOIN town_keys AS w
        ON w.town = o.town
    WHERE o.person_key IS NOT NULL
),
candidates AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        coalesce(p.approved_on, p.period_start, p.paid_on) AS decided_on,
        p.village_key, p.town_key, g.discretionary,
        d.row_id AS kin_row, d.relation, d.kin_from, d.kin_to,
        t.row_id AS official_row, t.name AS official_name, t.post, t.term_from, t.term_to, t.village_key AS official_village, t.town_key AS official_town,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme, coalesce(p.period_start, p.paid_on), d.row_id, t.row_id) AS left_after_reversals
    FROM declared AS d
    JOIN terms AS t
        ON t.person_key = d.official_person_key
    JOIN paid AS p
        ON p.person_key = d.person_key
    LEFT JOIN programmes AS g
        ON g.programme_id = p.programme_id
)
SELECT
    c.person_key                                       AS subject,
    c.programme_id,
    [c.row_id, c.kin_row, c.official_row]              AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    c.official_name,
    coalesce(c.post, '村干部')                         AS post,
    coalesce(c.relation, '关系未注明')                 AS kinship,
    c.decided_on
FROM candidates AS c
WHERE c.amount_yuan >= $min_yuan
  AND c.kin_from <= c.decided_on                       -- unless: kinship-outside-dates
  AND c.kin_to >= c.decided_on                         -- unless: kinship-outside-dates
  AND c.discretionary                                  -- unless: automatic-programme
  AND c.term_from <= c.decided_on                      -- unless: outside-term
  AND c.term_to >= c.decided_on                        -- unless: outside-term
  AND c.official_village = c.village_key               -- unless: other-village
  AND coalesce(c.official_town = c.town_key, TRUE)     -- unless: other-village
  AND c.left_after_reversals >= $min_yuan              -- unless: reversed
