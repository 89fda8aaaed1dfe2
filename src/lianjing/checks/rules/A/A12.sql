/* lianjing-rule
id       = "A12"
category = "A12"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "coalesce(payee, 'person') NOT IN ('land', 'house', 'project') AND coalesce(period, '') <> 'once' AND cast(programme_id AS VARCHAR) NOT IN ('fp_reward', 'fp_special', 'fp_only_child', 'collective_dividend')"
title    = { zh = "服刑、羁押期间仍有发放", en = "Paid for a period spent in custody" }
means    = { zh = "服刑羁押名册给出起止日期；在整个处于羁押服刑状态的所属期内，款项仍按本人发放，或家庭款项的人数中仍计有本人。", en = "The register of custody gives first and last day; money for a period that lies wholly between them was paid to the person, or to a household whose count still includes the person." }
why      = { zh = "服刑期间吃住由国家负担，这份钱多半不是本人在用；家里的老人孩子若有困难，应当另按他们自己的情况申请。", en = "Who is in prison is kept by the state and hardly uses the money; if parents or children at home are in need, help is due in their own name." }
basis    = ["一卡通管理办法：对象不再符合条件的，次月起停发", "最低生活保障审核确认办法（民发〔2021〕57号）：共同生活家庭成员不含在监狱内服刑人员", "城乡居民养老保险经办规程：服刑期间停发养老金，期满后按规定续发"]
tables   = ["payments", "custody"]
uses     = ["approved_members"]
say.zh   = "{prisoner_name}登记的羁押服刑（{custody_kind}）自{custody_from}起，止于{custody_to}；“{programme}”对{name}仍发放{period}共{money_rows}笔{amount_yuan}元，该款按本人计发。请核对实际在押时间和停发手续。"
say.en   = "{prisoner_name} is registered in custody ({custody_kind}) from {custody_from} to {custody_to}; “{programme}” still paid {name} {amount_yuan} yuan in {money_rows} rows for {period}, counting that person. Check the days actually spent in custody and when payment was stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "payments.persons", "custody.name", "custody.category", "custody.from_on", "custody.to_on", "approved_members.name"]
innocent.suspended-sentence = { zh = "缓刑、管制、社区矫正、假释、监外执行、取保候审等不在押的不算", en = "suspended sentence, supervision, community correction, parole, serving outside, bail: not in custody" }
innocent.programme-not-suspended = { zh = "按地、按房、按项目发放的款项，一次性款项，计划生育奖励扶助和集体分红，不因服刑停发", en = "money that follows land, a house or a project, one-off grants, family-planning rewards and the collective's dividends are not suspended" }
innocent.family-share = { zh = "家庭类救助扣除本人以后发给其他成员的部分仍应发放（发放人数少于核定成员数）", en = "the family's share goes on once the person is taken out of the count (persons paid fewer than members approved)" }
innocent.released = { zh = "所属期内已刑满释放的不算；状态为已释放而没有日期的，也不算", en = "a period in which the person was released is due in part, nor does an entry count that says released without a day" }
innocent.taken-in-later = { zh = "所属期开始以后才入监羁押的，该期仍应发放", en = "a period that began before the person was taken in is still due" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH entries AS (
    SELECT
        c.person_key, c.row_id, c.name, c.category, c.from_on, c.to_on,
        coalesce(c.category, '') || '|' || coalesce(c.status, '') || '|' || coalesce(c.note, '') AS kind,
        coalesce(c.category, '') AS sentence,
        coalesce(c.status, '') || '|' || coalesce(c.note, '') AS state
    FROM custody AS c
    WHERE c.person_key IS NOT NULL
      AND c.from_on IS NOT NULL
),
in_custody AS (
    SELECT e.person_key, e.row_id, e.name, e.category, e.from_on, e.to_on, coalesce(e.to_on, DATE '9999-12-31') AS until
    FROM entries AS e
    WHERE e.person_key IS NOT NULL
      AND NOT (e.kind LIKE '%缓%' AND e.kind NOT LIKE '%死%')   -- unless: suspended-sentence
      AND NOT (e.sentence LIKE '%管制%' OR e.kind LIKE '%矫正%' OR e.kind LIKE '%监外%' OR e.kind LIKE '%假释%' OR e.kind LIKE '%取保%' OR e.kind LIKE '%监视居住%' OR e.kind LIKE '%免予%' OR e.kind LIKE '%免于%' OR e.kind LIKE '%单处%')   -- unless: suspended-sentence
      AND NOT (e.to_on IS NULL AND (e.state LIKE '%释放%' OR e.state LIKE '%刑满%' OR e.state LIKE '%解除%' OR e.state LIKE '%出狱%'))   -- unless: released
),
approved_for AS (        -- the household as it was approved, its head included
    SELECT m.head_person_key, m.person_key FROM approved_members AS m WHERE m.person_key IS NOT NULL
    UNION
    SELECT m.head_person_key, m.head_person_key FROM approved_members AS m
),
sizes AS (
    SELECT a.head_person_key, count(*) AS members
    FROM approved_for AS a
    WHERE a.head_person_key IS NOT NULL
    GROUP BY a.head_person_key
),
counted_in AS (          -- whose money a person in custody is counted in
    SELECT i.person_key AS payee_key, i.person_key AS prisoner_key, cast(NULL AS BIGINT) AS member_row FROM in_custody AS i
    UNION
    SELECT m.head_person_key, m.person_key, min(m.row_id)
    FROM in_custody AS i
    JOIN approved_members AS m
        ON m.person_key = i.person_key
    WHERE m.head_person_key <> m.person_key
    GROUP BY m.head_person_key, m.person_key
),
candidates AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.persons,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        coalesce(g.payee, 'person') AS payee, coalesce(g.period, '') AS programme_period, s.members,
        w.member_row, i.row_id AS custody_row, i.name AS prisoner_name, i.category, i.from_on, i.to_on, i.until,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme, coalesce(p.period_start, p.paid_on), i.row_id) AS left_after_reversals
    FROM in_custody AS i
    JOIN counted_in AS w
        ON w.prisoner_key = i.person_key
    JOIN paid AS p
        ON p.person_key = w.payee_key
    LEFT JOIN programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN sizes AS s
        ON s.head_person_key = p.person_key
    WHERE w.payee_key = w.prisoner_key
       OR (g.payee = 'household' AND g.per_head AND p.persons IS NOT NULL)
)
SELECT
    c.person_key                                       AS subject,
    c.programme_id,
    [c.row_id, c.custody_row, c.member_row]            AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    c.prisoner_name,
    coalesce(c.category, '种类未注明')                 AS custody_kind,
    c.from_on                                          AS custody_from,
    c.to_on                                            AS custody_to
FROM candidates AS c
WHERE c.amount_yuan >= $min_yuan
  AND c.from_on < c.period_start                       -- unless: taken-in-later
  AND c.until > c.period_end                           -- unless: released
  AND c.payee NOT IN ('land', 'house', 'project')      -- unless: programme-not-suspended
  AND c.programme_period <> 'once'                     -- unless: programme-not-suspended
  AND coalesce(cast(c.programme_id AS VARCHAR), '') NOT IN ('fp_reward', 'fp_special', 'fp_only_child', 'collective_dividend')   -- unless: programme-not-suspended
  AND (c.payee <> 'household' OR c.persons IS NULL OR c.members IS NULL OR c.persons >= c.members)   -- unless: family-share
  AND c.left_after_reversals >= $min_yuan              -- unless: reversed
