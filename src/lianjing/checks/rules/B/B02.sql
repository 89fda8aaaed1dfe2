/* lianjing-rule
id       = "B02"
category = "B02"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "means_tested"
title    = { zh = "在任村干部家庭领取经济困难类救助", en = "A village official's household on means-tested aid during the term" }
means    = { zh = "村干部名册显示，所属期开始以前已任职、整个所属期内在任；本人或其家庭领取了以经济困难为条件的款项。", en = "The register of village officials shows someone whose term covers the whole period, while the official or the household was paid by a means-tested programme." }
why      = { zh = "村干部管着申报，自家又领救助，条件相同的群众会怀疑自己为什么没有；确实困难的，更应当摆到明面上。", en = "An official handles the applications, so relief for the own household makes others ask why they got none; a true need should be shown in the open." }
basis    = ["最低生活保障审核确认办法（民发〔2021〕57号）：经办人员和村（居）民委员会成员近亲属申请低保的，应单独登记备案", "县级实施办法"]
tables   = ["payments", "officials"]
uses     = ["households", "approved_members", "deaths", "published"]
say.zh   = "{official_name}为在任{post}（任职日期{term_from}），“{programme}”向其家庭成员{name}发放{period}共{amount_yuan}元；{publication_zh}。请核对其家庭是否符合条件、是否按规定备案和公示。"
say.en   = "{official_name} was serving as {post} (since {term_from}) while “{programme}” paid {name} of that household {amount_yuan} yuan for {period} ({publication_en}). Check whether the household qualifies, and whether it was put on record and published."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.period_start", "payments.name", "officials.name", "officials.post", "officials.from_on", "officials.to_on", "households.name", "approved_members.name", "published.name", "published.published_start"]
innocent.term-over = { zh = "所属期内已离任的不算；状态为离任而没有日期的，也不算", en = "the term ended before the period did, or the entry says so without a day" }
innocent.before-term = { zh = "所属期开始以后才任职的不算", en = "the term began after the period did" }
innocent.own-programme = { zh = "只发给个人的款项看本人，不看家人是否任职", en = "a programme for one person looks at the official, not at relatives" }
innocent.joined-later = { zh = "村干部在所属期开始以后才迁入该户的不算", en = "an official who joined the household after the period began" }
innocent.left-household = { zh = "村干部已迁出该户或已去世的不算", en = "an official who had left the household or died" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.truly-eligible-and-published = { zh = "家庭是否确实困难，登记表不能说明；公示是程序要求，公示过也不等于符合条件。公示名单中有无此人在说明中写出，由核查时判断。", en = "No register shows whether the household is truly poor, and having been published is a matter of procedure that does not make it eligible. Whether a published list has the name is said in the sentence; a person has to judge." }
*/
WITH entries AS (
    SELECT
        o.person_key, o.row_id, o.name, o.post, o.from_on, o.to_on,
        coalesce(o.from_on, DATE '1900-01-01') AS term_from,
        coalesce(o.to_on, DATE '9999-12-31') AS term_to,
        coalesce(o.status, '') || '|' || coalesce(o.note, '') AS state
    FROM officials AS o
    WHERE o.person_key IS NOT NULL
),
serving AS (
    SELECT e.person_key, e.row_id, e.name, e.post, e.from_on, e.term_from, e.term_to
    FROM entries AS e
    WHERE e.person_key IS NOT NULL
      AND NOT (e.to_on IS NULL AND (e.state LIKE '%离任%' OR e.state LIKE '%卸任%' OR e.state LIKE '%免职%' OR e.state LIKE '%届满%' OR e.state LIKE '%期满%' OR e.state LIKE '%辞%' OR e.state LIKE '%离职%' OR e.state LIKE '%去世%' OR e.state LIKE '%死亡%' OR e.state LIKE '%罢免%'))   -- unless: term-over
),
on_a_list AS (
    SELECT l.person_key, l.programme_id, min(l.row_id) AS list_row
    FROM listed AS l
    WHERE l.person_key IS NOT NULL
    GROUP BY l.person_key, l.programme_id
),
with_lists AS (
    SELECT DISTINCT l.programme_id FROM listed AS l WHERE l.programme_id IS NOT NULL
)
SELECT
    p.person_key                                              AS subject,
    p.programme_id,
    [p.row_id, o.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END, l.list_row] AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    coalesce(o.name, t.mate_name)                             AS official_name,
    coalesce(o.post, '村干部')                                AS post,
    o.from_on                                                 AS term_from,
    CASE WHEN l.list_row IS NOT NULL THEN '公示名单中有此户'
         WHEN w.programme_id IS NOT NULL THEN '该项目的公示名单中未见此户'
         ELSE '账内没有该项目的公示名单' END                  AS publication_zh,
    CASE WHEN l.list_row IS NOT NULL THEN 'a published list has the name'
         WHEN w.programme_id IS NOT NULL THEN 'the published lists of that programme do not have the name'
         ELSE 'the book has no published list of that programme' END AS publication_en
FROM serving AS o
JOIN household_ties AS t
    ON t.mate_key = o.person_key
JOIN means_paid AS p
    ON p.person_key = t.person_key
LEFT JOIN on_a_list AS l
    ON l.person_key = p.person_key
   AND l.programme_id = p.programme_id
LEFT JOIN with_lists AS w
    ON w.programme_id = p.programme_id
WHERE p.amount_yuan >= $min_yuan
  AND o.term_to > p.period_end                                -- unless: term-over
  AND o.term_from < p.decided_on                              -- unless: before-term
  AND (t.mate_key = p.person_key OR p.payee IN ('household', 'house'))   -- unless: own-programme
  AND t.from_on < p.period_start                              -- unless: joined-later
  AND t.to_on > p.period_end                                  -- unless: left-household
  AND p.left_after_reversals >= $min_yuan                     -- unless: reversed
