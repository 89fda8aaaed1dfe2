/* lianjing-rule
id       = "A06"
category = "A06"
strength = "strong"
subject  = "person"
side     = "by"
title    = { zh = "同一待遇在两地同时领取", en = "The same programme paid by two places at once" }
means    = { zh = "同一人同一待遇，两个村或两个乡镇在同一时期都有发放。", en = "One person was paid the same programme by two villages or towns for overlapping periods." }
why      = { zh = "两边都发，一个人占了两个村的名额；另一个村该得的人可能没轮上。", en = "Paid in two places, one person takes a place in each village, and someone in one of them may have gone without." }
basis    = ["一卡通管理办法：同一补贴不得重复享受", "户籍、参保关系转移的，由转入地自次月起发放"]
tables   = ["payments"]
uses     = ["households", "bank_returns"]
say.zh   = "{name}在{village}领取“{programme}”{period}共{amount_yuan}元，同一时期{other_town}{other_village}也有发放（其中一笔{other_yuan}元）。请核对户籍或参保关系转移及停发时间。"
say.en   = "{name} drew {amount_yuan} yuan of “{programme}” in {village} for {period}, for which {other_town}{other_village} paid as well (one row: {other_yuan} yuan). Check when the person moved and when the former place stopped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.id_no", "payments.town", "payments.village", "payments.period_start", "payments.amount_yuan", "households.moved_in_on", "households.moved_out_on"]
innocent.moved = { zh = "所属期内迁移的：户籍登记的迁入、迁出日期在该期之内", en = "the household register says the person moved within that period" }
innocent.month-of-change = { zh = "一地发到当月、另一地自当月接续的", en = "the month in which the one place ends and the other takes over" }
innocent.taken-back = { zh = "其中一笔已冲回或被银行退回", en = "one of the two was reversed, or sent back by the bank" }
innocent.arrears = { zh = "注明补发、补差的", en = "rows that say they make up arrears or a difference" }
innocent.two-plots = { zh = "土地、项目、岗位类款项，两地面积、事项、岗位不同的，可能各有一份", en = "two plots, works or posts in two places may both be due" }
*/
WITH pairs AS (
    SELECT
        w.person_key, w.programme, w.programme_id, w.row_id, w.other_row_id, w.amount_yuan, w.other_yuan, w.period_start, w.period_end,
        w.other_start, w.other_end, a.town, a.village, b.town AS other_town, b.village AS other_village,
        coalesce(a.note, '') || '|' || a.source_file || '|' || a.source_sheet || '|' || coalesce(b.note, '') || '|' || b.source_file || '|' || b.source_sheet AS said,
        coalesce(a.status, '') || '|' || coalesce(b.status, '') || '|' || coalesce(a.note, '') || '|' || coalesce(b.note, '') AS state,
        coalesce(g.payee IN ('land', 'project', 'house'), FALSE) AND coalesce(a.area_mu <> b.area_mu OR a.item <> b.item OR a.amount_yuan <> b.amount_yuan, FALSE)
        OR coalesce(a.post <> b.post, FALSE) AS two_plots
    FROM paid_twice AS w
    JOIN payments AS a
        ON a.row_id = w.row_id
    JOIN payments AS b
        ON b.row_id = w.other_row_id
    LEFT JOIN programmes AS g
        ON g.programme_id = w.programme_id
    WHERE w.amount_yuan >= $min_yuan
      AND NOT w.same_place
      AND NOT EXISTS (SELECT 1 FROM row_counties AS x WHERE w.row_id BETWEEN x.first_row AND x.last_row AND NOT w.other_row_id BETWEEN x.first_row AND x.last_row)
      AND NOT w.taken_back                                -- unless: taken-back
),
people AS (
    SELECT DISTINCT k.person_key, k.programme
    FROM pairs AS k
),
spans AS (               -- from when to when each place paid
    SELECT p.person_key, p.programme, x.town, x.village, min(p.period_start) AS first_on, max(p.period_end) AS last_on
    FROM people AS k
    JOIN paid AS p
        ON p.person_key = k.person_key
       AND p.programme = k.programme
    JOIN payments AS x
        ON x.row_id = p.row_id
    WHERE p.amount_yuan > 0
    GROUP BY p.person_key, p.programme, x.town, x.village
),
compared AS (
    SELECT
        k.person_key, k.programme, k.programme_id, k.row_id, k.other_row_id, k.amount_yuan, k.other_yuan, k.period_start, k.period_end,
        k.other_start, k.other_end, k.other_town, k.other_village, k.said, k.state, k.two_plots,
        (year(greatest(s.first_on, u.first_on)) * 12 + month(greatest(s.first_on, u.first_on))) = (year(least(s.last_on, u.last_on)) * 12 + month(least(s.last_on, u.last_on)))
        AND ((s.first_on < u.first_on AND s.last_on <= u.last_on) OR (u.first_on < s.first_on AND u.last_on <= s.last_on)) AS one_follows
    FROM pairs AS k
    LEFT JOIN spans AS s
        ON s.person_key = k.person_key
       AND s.programme = k.programme
       AND s.town IS NOT DISTINCT FROM k.town
       AND s.village IS NOT DISTINCT FROM k.village
    LEFT JOIN spans AS u
        ON u.person_key = k.person_key
       AND u.programme = k.programme
       AND u.town IS NOT DISTINCT FROM k.other_town
       AND u.village IS NOT DISTINCT FROM k.other_village
)
SELECT
    c.person_key                            AS subject,
    c.programme_id,
    [c.row_id, c.other_row_id, h.row_id]    AS evidence,
    c.amount_yuan,
    c.programme,
    c.period_start,
    c.period_end,
    coalesce(c.other_town, '')              AS other_town,
    coalesce(c.other_village, '')           AS other_village,
    c.other_yuan
FROM compared AS c
LEFT JOIN residents AS h
    ON h.person_key = c.person_key
WHERE (c.programme_id IS NOT NULL OR c.amount_yuan = c.other_yuan)
  AND NOT coalesce(h.moved_in_on BETWEEN least(c.period_start, c.other_start) AND greatest(c.period_end, c.other_end), FALSE)    -- unless: moved
  AND NOT coalesce(h.moved_out_on BETWEEN least(c.period_start, c.other_start) AND greatest(c.period_end, c.other_end), FALSE)   -- unless: moved
  AND NOT coalesce(c.one_follows, FALSE)    -- unless: month-of-change
  AND NOT (c.said LIKE '%补发%' OR c.said LIKE '%补差%' OR c.said LIKE '%差额%' OR c.said LIKE '%提标%' OR c.said LIKE '%漏发%')   -- unless: arrears
  AND NOT c.two_plots                       -- unless: two-plots
  AND NOT (c.state LIKE '%失败%' OR c.state LIKE '%退票%' OR c.state LIKE '%退回%' OR c.state LIKE '%退汇%' OR c.state LIKE '%未发%')   -- unless: taken-back
  AND NOT EXISTS (SELECT 1 FROM returned AS b WHERE b.person_key = c.person_key AND b.programme = c.programme AND (b.amount_yuan = c.amount_yuan OR b.amount_yuan = c.other_yuan) AND coalesce(b.period_start <= c.period_end AND b.period_end >= c.period_start, TRUE))   -- unless: taken-back
