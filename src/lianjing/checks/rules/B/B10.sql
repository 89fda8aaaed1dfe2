/* lianjing-rule
id       = "B10"
category = "B10"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "officials = 'barred' AND cast(programme_id AS VARCHAR) IN ('welfare_post', 'cleaner', 'eco_ranger')"
title    = { zh = "在任村干部占用公益性岗位", en = "A serving village official holds a public-welfare post" }
means    = { zh = "村干部名册显示本人在整个所属期内在任，而公益性岗位、保洁员、护林员等不对村干部开放的岗位报酬发给本人。", en = "The register shows a village official whose own term covers the period, while a post closed to officials (public-welfare post, cleaner, ranger) paid the same person." }
why      = { zh = "公益岗是给找不到活的困难人家留的饭碗；干部占了，那家人就没有这份收入。", en = "These posts are a living kept for families without work; if an official takes one, such a family loses that income." }
basis    = ["公益性岗位用于安置就业困难人员，村（居）两委成员不得占用", "本县规定和项目对象条件"]
tables   = ["payments", "officials"]
say.zh   = "{name}为在任{post}（任职日期{term_from}），“{programme}”向其发放{period}共{money_rows}笔{amount_yuan}元。请核对岗位审批、实际在岗情况和本县规定。"
say.en   = "{name} was serving as {post} (since {term_from}) while “{programme}” paid {amount_yuan} yuan in {money_rows} rows for {period}. Check how the post was given, who does the work, and the county's rule."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "payments.post", "officials.name", "officials.post", "officials.from_on", "officials.to_on"]
innocent.term-over = { zh = "所属期内已离任的不算；状态为离任而没有日期的，也不算", en = "the term ended before the period did, or the entry says so without a day" }
innocent.before-term = { zh = "所属期开始以后才任职的不算", en = "the term began after the period did" }
innocent.minor-post = { zh = "村民小组长、村民代表、监督员、网格员等不属两委成员的不算", en = "group leaders, representatives, supervisors and the like are no members of the two committees" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.poor-kin-allowed = { zh = "村干部亲属在公益性岗位的，由 B03 按亲属申报核对，是否确属困难由核查判断", en = "kin of officials in such posts are B03's; whether they are poor has to be judged" }
*/
WITH entries AS (
    SELECT
        o.person_key, o.row_id, o.post, o.from_on, o.to_on,
        coalesce(o.from_on, DATE '1900-01-01') AS term_from,
        coalesce(o.to_on, DATE '9999-12-31') AS term_to,
        coalesce(o.status, '') || '|' || coalesce(o.note, '') AS state
    FROM officials AS o
    WHERE o.person_key IS NOT NULL
)
SELECT
    p.person_key                  AS subject,
    p.programme_id,
    [p.row_id, e.row_id]          AS evidence,
    p.amount_yuan,
    p.programme,
    coalesce(p.period_start, p.paid_on) AS period_start,
    coalesce(p.period_end, p.paid_on)   AS period_end,
    coalesce(e.post, '村干部')    AS post,
    e.from_on                     AS term_from
FROM entries AS e
JOIN paid AS p
    ON p.person_key = e.person_key
JOIN programmes AS g
    ON g.programme_id = p.programme_id
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.period_start
WHERE p.amount_yuan >= $min_yuan
  AND cast(p.programme_id AS VARCHAR) IN ('welfare_post', 'cleaner', 'eco_ranger')
  AND g.officials = 'barred'
  AND e.term_to > coalesce(p.period_end, p.paid_on)          -- unless: term-over
  AND NOT (e.to_on IS NULL AND (e.state LIKE '%离任%' OR e.state LIKE '%卸任%' OR e.state LIKE '%免职%' OR e.state LIKE '%届满%' OR e.state LIKE '%期满%' OR e.state LIKE '%辞%' OR e.state LIKE '%离职%' OR e.state LIKE '%去世%' OR e.state LIKE '%死亡%' OR e.state LIKE '%罢免%'))   -- unless: term-over
  AND e.term_from < coalesce(p.period_start, p.paid_on)      -- unless: before-term
  AND NOT (coalesce(e.post, '') LIKE '%组长%' OR coalesce(e.post, '') LIKE '%代表%' OR coalesce(e.post, '') LIKE '%监%' OR coalesce(e.post, '') LIKE '%网格%' OR coalesce(e.post, '') LIKE '%协管%' OR coalesce(e.post, '') LIKE '%护%' OR coalesce(e.post, '') LIKE '%保洁%')   -- unless: minor-post
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan          -- unless: reversed
