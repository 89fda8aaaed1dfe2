/* lianjing-rule
id       = "G13"
category = "G13"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "凭证号断号", en = "A gap in the numbers of the vouchers" }
means    = { zh = "一村一年的凭证从一号起基本连续，中间缺了一两号，账表也没有作废、空号的说明。", en = "A village's vouchers of a year are numbered on from one almost without a break; one or two numbers are missing, and nothing is said of void slips." }
why      = { zh = "凭证少一张，可能少记一笔收入，也可能抽走一笔支出。", en = "A missing slip may hide income, or a payment that was taken out." }
basis    = ["会计基础工作规范第五十一条：记账凭证应连续编号"]
tables   = ["vouchers"]
say.zh   = "{year}年凭证从第{number_before}号（{date_before}）跳到第{number_after}号（{date_after}），缺{missing}号。请查看缺号凭证是否作废并留存。"
say.en   = "The vouchers of {year} jump from number {number_before} ({date_before}) to {number_after} ({date_after}): {missing} missing. See whether the missing slip was voided and kept."
param.min_vouchers = { default = 20, unit = "vouchers of a village in a year", source = "in a short list a gap says nothing" }
param.max_missing = { default = 2, unit = "numbers missing in the year", source = "more are kept in another file: the book was split" }
cells    = ["vouchers.voucher_no", "vouchers.voucher_on"]
innocent.void-slip-kept = { zh = "账上写明作废、空号、跳号的不算", en = "the book says that numbers are void or were skipped" }
innocent.split-book = { zh = "缺号较多、账册可能分在几个文件中的不算", en = "so many are missing that the rest must be in another file" }
innocent.numbered-otherwise = { zh = "按月编号、分字编号或号码不随日期递增的不算", en = "numbered by the month, by kind, or not in the order of days" }
innocent.short-list = { zh = "凭证很少的不算", en = "few vouchers" }
*/
WITH numbered AS (
    SELECT
        b.book, year(b.voucher_on) AS year, b.voucher_on, b.row_id,
        CASE WHEN length(b.voucher_no) <= 5
              AND replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(b.voucher_no, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', '') = ''
             THEN cast(b.voucher_no AS INTEGER) END AS number,
        b.said
    FROM booked AS b
    WHERE b.voucher_on IS NOT NULL
      AND b.voucher_no <> ''
),
lines AS (
    SELECT b.book, year(b.voucher_on) AS year, count(*) AS lines
    FROM booked AS b
    WHERE b.voucher_on IS NOT NULL
    GROUP BY b.book, year(b.voucher_on)
),
slips AS (
    SELECT n.book, n.year, n.number, min(n.voucher_on) AS first_on, max(n.voucher_on) AS last_on, min(n.row_id) AS row_id, count(*) AS lines
    FROM numbered AS n
    WHERE n.number IS NOT NULL
    GROUP BY n.book, n.year, n.number
),
steps AS (
    SELECT
        s.book, s.year, s.number, s.first_on, s.last_on, s.row_id, s.lines,
        lag(s.number) OVER (PARTITION BY s.book, s.year ORDER BY s.number) AS number_before,
        lag(s.last_on) OVER (PARTITION BY s.book, s.year ORDER BY s.number) AS date_before,
        lag(s.row_id) OVER (PARTITION BY s.book, s.year ORDER BY s.number) AS row_before
    FROM slips AS s
),
years AS (
    SELECT
        p.book, p.year, count(*) AS slips, sum(p.lines) AS lines, min(p.number) AS first_number, max(p.number) AS last_number,
        sum(CASE WHEN p.first_on < p.date_before OR p.last_on > p.first_on THEN 1 ELSE 0 END) AS out_of_order
    FROM steps AS p
    GROUP BY p.book, p.year
),
void_slips AS (
    SELECT DISTINCT n.book, n.year
    FROM numbered AS n
    WHERE n.said LIKE '%作废%' OR n.said LIKE '%空号%' OR n.said LIKE '%跳号%' OR n.said LIKE '%断号%' OR n.said LIKE '%废号%' OR n.said LIKE '%缺号%'
)
SELECT
    p.book || '|' || cast(p.year AS VARCHAR) || '|' || cast(p.number_before AS VARCHAR)  AS subject,
    [p.row_id, p.row_before]             AS evidence,
    cast(0 AS DECIMAL(18,2))             AS amount_yuan,
    p.year,
    p.number_before,
    p.date_before,
    p.number                             AS number_after,
    p.first_on                           AS date_after,
    p.number - p.number_before - 1       AS missing
FROM steps AS p
JOIN years AS y
    ON y.book = p.book
   AND y.year = p.year
JOIN lines AS n
    ON n.book = p.book
   AND n.year = p.year
LEFT JOIN void_slips AS v
    ON v.book = p.book
   AND v.year = p.year
WHERE p.number > p.number_before + 1
  AND y.slips >= $min_vouchers                                                       -- unless: short-list
  AND y.last_number - y.first_number + 1 - y.slips <= $max_missing                   -- unless: split-book
  AND y.first_number = 1 AND n.lines = y.lines AND y.out_of_order = 0                -- unless: numbered-otherwise
  AND v.book IS NULL                                                                 -- unless: void-slip-kept
