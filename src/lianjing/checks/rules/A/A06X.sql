/* lianjing-rule
id       = "A06X"
category = "A06"
strength = "strong"
subject  = "person"
reach    = "county"
side     = "by"
title    = { zh = "同一待遇在两县同时领取", en = "The same programme paid by two counties at once" }
means    = { zh = "同一人同一待遇，两个县在同一时期都有发放。只在几个县的账簿合在一起核查时才看得出来。", en = "One person was paid the same programme by two counties for overlapping periods: seen only where the books of several counties are checked together." }
why      = { zh = "县与县之间的名单互相看不到，人迁走了，原来的县往往还在发。", en = "One county does not see another's lists: when someone moves away, the former county often goes on paying." }
basis    = ["一卡通管理办法：同一补贴不得重复享受", "户籍、参保关系转移的，由转入地自次月起发放"]
tables   = ["payments"]
uses     = ["households", "bank_returns"]
conditions = [{ sql = "SELECT count(DISTINCT county) > 1 FROM row_counties", zh = "几个县的账簿", en = "the books of several counties" }]
say.zh   = "{name}在{county}领取“{programme}”{period}共{amount_yuan}元，同一时期{other_county}也有发放（其中一笔{other_yuan}元）。请两县核对户籍或参保关系转移及停发时间。"
say.en   = "{name} drew {amount_yuan} yuan of “{programme}” in {county} for {period}, for which {other_county} paid as well (one row: {other_yuan} yuan). Let both counties check when the person moved and when the former one stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.id_no", "payments.town", "payments.village", "payments.period_start", "payments.amount_yuan", "households.moved_in_on", "households.moved_out_on"]
innocent.moved = { zh = "所属期内迁移的：任一县的户籍登记显示迁入、迁出日期在该期之内", en = "the household register of either county says the person moved within that period" }
innocent.month-of-change = { zh = "一县发到当月、另一县自当月接续的", en = "the month in which the one county ends and the other takes over" }
innocent.taken-back = { zh = "其中一笔已冲回或被银行退回", en = "one of the two was reversed, or sent back by the bank" }
innocent.arrears = { zh = "注明补发、补差的", en = "rows that say they make up arrears or a difference" }
innocent.two-plots = { zh = "土地、房屋、项目、岗位类款项，两县各有一份的，可能都应发放", en = "land, houses, works or posts in two counties may both be due" }
*/
WITH pairs AS (
    SELECT
        w.person_key, w.programme, w.programme_id, w.row_id, w.other_row_id, w.amount_yuan, w.other_yuan, w.period_start, w.period_end,
        w.other_start, w.other_end, c.county, o.county AS other_county
    FROM paid_twice AS w
    JOIN row_counties AS c
        ON w.row_id BETWEEN c.first_row AND c.last_row
    JOIN row_counties AS o
        ON w.other_row_id BETWEEN o.first_row AND o.last_row
    WHERE w.amount_yuan >= $min_yuan
      AND c.county <> o.county
      AND NOT w.taken_back                                -- unless: taken-back
),
told AS (                -- what the two rows say of themselves
    SELECT
        k.person_key, k.programme, k.programme_id, k.row_id, k.other_row_id, k.amount_yuan, k.other_yuan, k.period_start, k.period_end,
        k.other_start, k.other_end, k.county, k.other_county,
        coalesce(a.note, '') || '|' || a.source_file || '|' || a.source_sheet || '|' || coalesce(b.note, '') || '|' || b.source_file || '|' || b.source_sheet AS said,
        coalesce(a.status, '') || '|' || coalesce(b.status, '') || '|' || coalesce(a.note, '') || '|' || coalesce(b.note, '') AS state
    FROM pairs AS k
    JOIN payments AS a
        ON a.row_id = k.row_id
    JOIN payments AS b
        ON b.row_id = k.other_row_id
),
spans AS (               -- from when to when each county paid
    SELECT p.person_key, p.programme, c.county, min(p.period_start) AS first_on, max(p.period_end) AS last_on
    FROM paid AS p
    JOIN row_counties AS c
        ON p.row_id BETWEEN c.first_row AND c.last_row
    WHERE p.amount_yuan > 0
      AND p.person_key IN (SELECT k.person_key FROM pairs AS k)
    GROUP BY p.person_key, p.programme, c.county
),
compared AS (
    SELECT
        t.person_key, t.programme, t.programme_id, t.row_id, t.other_row_id, t.amount_yuan, t.other_yuan, t.period_start, t.period_end,
        t.other_start, t.other_end, t.county, t.other_county, t.said, t.state,
        (year(greatest(s.first_on, u.first_on)) * 12 + month(greatest(s.first_on, u.first_on))) = (year(least(s.last_on, u.last_on)) * 12 + month(least(s.last_on, u.last_on)))
        AND ((s.first_on < u.first_on AND s.last_on <= u.last_on) OR (u.first_on < s.first_on AND u.last_on <= s.last_on)) AS one_follows
    FROM told AS t
    LEFT JOIN spans AS s
        ON s.person_key = t.person_key
       AND s.programme = t.programme
       AND s.county = t.county
    LEFT JOIN spans AS u
        ON u.person_key = t.person_key
       AND u.programme = t.programme
       AND u.county = t.other_county
)
SELECT
    c.person_key                            AS subject,
    c.programme_id,
    [c.row_id, c.other_row_id]              AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    c.county,
    c.other_county,
    c.other_yuan
FROM compared AS c
LEFT JOIN programmes AS g
    ON g.programme_id = c.programme_id
WHERE (c.programme_id IS NOT NULL OR c.amount_yuan = c.other_yuan)
  AND NOT EXISTS (SELECT 1 FROM households AS h WHERE h.person_key = c.person_key AND (h.moved_in_on BETWEEN least(c.period_start, c.other_start) AND greatest(c.period_end, c.other_end) OR h.moved_out_on BETWEEN least(c.period_start, c.other_start) AND greatest(c.period_end, c.other_end)))   -- unless: moved
  AND NOT coalesce(c.one_follows, FALSE)    -- unless: month-of-change
  AND NOT (c.said LIKE '%补发%' OR c.said LIKE '%补差%' OR c.said LIKE '%差额%' OR c.said LIKE '%提标%' OR c.said LIKE '%漏发%')   -- unless: arrears
  AND NOT coalesce(g.payee IN ('land', 'project', 'house') OR g.programme_id IN ('welfare_post', 'village_official_pay', 'eco_ranger', 'cleaner'), FALSE)   -- unless: two-plots
  AND NOT (c.state LIKE '%失败%' OR c.state LIKE '%退票%' OR c.state LIKE '%退回%' OR c.state LIKE '%退汇%' OR c.state LIKE '%未发%')   -- unless: taken-back
  AND NOT EXISTS (SELECT 1 FROM returned AS b WHERE b.person_key = c.person_key AND b.programme = c.programme AND (b.amount_yuan = c.amount_yuan OR b.amount_yuan = c.other_yuan) AND coalesce(b.period_start <= c.period_end AND b.period_end >= c.period_start, TRUE))   -- unless: taken-back
