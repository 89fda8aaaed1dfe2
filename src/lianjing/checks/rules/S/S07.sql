/* lianjing-rule
id       = "S07"
category = "S07"
strength = "screen"
subject  = "village"
side     = "by"
title    = { zh = "一村凭证集中在十二月入账", en = "A village's vouchers cluster in December" }
means    = { zh = "一个村全年凭证中十二月所占比例超过规定，并远高于其余各村合计的比例。凭证不足规定数的村、村数不足、年度未结束的不计算，也不作任何结论；年终结转、决算凭证不计入。只供排序，不能单独作为疑点。", en = "December's share of a village's vouchers of a year is above the stated share and far above that of all other villages together. Villages with fewer vouchers than stated, books with few villages, and years not over are not computed, which says nothing about them; closing entries do not count. It only ranks." }
why      = { zh = "平时不记账，年底一起补，时间、用途、经手人都容易记错，村民一年里也看不到真实的账。", en = "If nothing is booked through the year and all of it in December, days, purposes and names are easily wrong, and villagers see no true account all year." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["vouchers"]
conditions = [
    { sql = "SELECT count(*) >= 1 FROM (SELECT year(voucher_on) FROM vouchers WHERE village IS NOT NULL GROUP BY year(voucher_on) HAVING count(voucher_on) >= 24 AND count(DISTINCT coalesce(town, '') || '|' || village) >= 6) AS x", zh = "同一年至少24笔、至少6个村的凭证", en = "at least 24 vouchers of at least 6 villages in one year" },
]
say.zh   = "{village_name}{book_year}年{rows_counted}笔凭证中{december_rows}笔在十二月入账，其余各村{rest_rows}笔中为{rest_december}笔。请核对是否年底集中补做。"
say.en   = "{december_rows} of {rows_counted} vouchers of {village_name} in {book_year} were booked in December; in the other villages {rest_december} of {rest_rows}. Check whether they were made up afterwards."
param.min_rows = { default = 24, unit = "vouchers of the village and year", source = "two a month; fewer have no meaningful share" }
param.min_villages = { default = 6, unit = "villages with vouchers", source = "fewer are no peers" }
param.share = { default = 0.4, unit = "of the year", source = "catalogue F09 for programmes" }
param.z_squared = { default = 25, unit = "square of standard deviations", source = "five standard deviations" }
cells    = ["vouchers.voucher_on", "vouchers.amount_yuan", "vouchers.purpose", "vouchers.payee"]
innocent.closing-entries = { zh = "年终结转、决算、计提、利息等凭证不计入", en = "closing entries, accruals and interest do not count" }
innocent.few-rows = { zh = "凭证少的村不计算", en = "villages with few vouchers" }
innocent.few-villages = { zh = "村数太少时没有可比的同类", en = "too few villages to compare" }
innocent.usual-here = { zh = "各村普遍在年底入账的，按普遍水平比较", en = "where all villages book at the end of the year, the usual share counts" }
innocent.year-not-over = { zh = "年度未结束的不计算", en = "the year is not over" }
*/
WITH counted AS (
    SELECT
        v.row_id, v.amount_yuan, v.voucher_on, v.village, year(v.voucher_on) AS book_year,
        coalesce(cast(w.town_key AS VARCHAR), '') || '|' || cast(k.village_key AS VARCHAR) AS place,
        CASE WHEN month(v.voucher_on) = 12 THEN 1 ELSE 0 END AS in_december
    FROM vouchers AS v
    JOIN village_keys AS k
        ON k.village = v.village
    LEFT JOIN town_keys AS w
        ON w.town = v.town
    WHERE v.voucher_on IS NOT NULL
      AND NOT (coalesce(v.purpose, '') LIKE '%结转%' OR coalesce(v.purpose, '') LIKE '%决算%' OR coalesce(v.purpose, '') LIKE '%计提%' OR coalesce(v.purpose, '') LIKE '%利息%' OR coalesce(v.purpose, '') LIKE '%折旧%' OR coalesce(v.purpose, '') LIKE '%分红%' OR coalesce(v.purpose, '') LIKE '%年终%')   -- unless: closing-entries
),
villages AS (
    SELECT c.place, c.book_year, count(*) AS rows_counted, cast(sum(c.in_december) AS BIGINT) AS december_rows
    FROM counted AS c
    GROUP BY c.place, c.book_year
),
county AS (
    SELECT v.book_year, count(*) AS villages, cast(sum(v.rows_counted) AS BIGINT) AS all_rows, cast(sum(v.december_rows) AS BIGINT) AS all_december
    FROM villages AS v
    GROUP BY v.book_year
),
beside AS (              -- a village and the rest; one is added so that a rest without December still has a share
    SELECT
        v.place, v.book_year, v.rows_counted, v.december_rows, t.villages,
        t.all_rows - v.rows_counted AS rest_rows,
        t.all_december - v.december_rows AS rest_december,
        cast(t.all_december - v.december_rows + 1 AS DOUBLE) / (t.all_rows - v.rows_counted + 1) AS usual_share
    FROM villages AS v
    JOIN county AS t
        ON t.book_year = v.book_year
)
SELECT
    b.place || '|' || cast(b.book_year AS VARCHAR) AS subject,
    [c.row_id]                  AS evidence,
    c.amount_yuan,
    c.voucher_on                AS period_start,
    c.voucher_on                AS period_end,
    c.village                   AS village_name,
    b.book_year,
    b.rows_counted,
    b.december_rows,
    b.rest_rows,
    b.rest_december
FROM beside AS b
JOIN counted AS c
    ON c.place = b.place
   AND c.book_year = b.book_year
CROSS JOIN run AS n
WHERE c.in_december = 1
  AND b.december_rows > b.rows_counted * $share
  AND (b.december_rows - b.rows_counted * b.usual_share) * (b.december_rows - b.rows_counted * b.usual_share) > $z_squared * b.rows_counted * b.usual_share * (1 - b.usual_share)   -- unless: usual-here
  AND b.rows_counted >= $min_rows                                                        -- unless: few-rows
  AND b.villages >= $min_villages                                                        -- unless: few-villages
  AND (year(n.as_of) > b.book_year OR (month(n.as_of) = 12 AND day(n.as_of) = 31))       -- unless: year-not-over
