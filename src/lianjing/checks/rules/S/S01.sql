/* lianjing-rule
id       = "S01"
category = "S01"
strength = "screen"
subject  = "voucher"
side     = "by"
title    = { zh = "凭证金额首两位数字分布异常", en = "First two digits of voucher sums far from Benford's law" }
means    = { zh = "全县村级凭证金额首两位数字的频率与本福特定律的平均绝对偏差，扣除样本数本身带来的偏差后，仍超过规定时，列出出现过多的数字组合。不足规定行数、金额跨度不足三个数量级的不计算，也不作任何结论；按标准发放的工资、补贴不计入。只供排序，不能单独作为疑点。", en = "Where the frequencies of the first two digits of the county's village vouchers differ from Benford's law by more than stated (mean absolute deviation, beyond what the number of rows brings with it), the digits that come too often are listed. With fewer rows than stated, or sums of fewer than three orders of magnitude, nothing is computed, which says nothing about them; wages and subsidies by tariff do not count. It only ranks." }
why      = { zh = "编出来的金额往往和真实买卖的金额长得不一样；村里的账要是编的，花掉的是大家的钱。也可能只是开支种类特殊，抽几张凭证看看就知道。", en = "Sums that are made up seldom look like those of real purchases, and what such vouchers spend is the villagers' money. The county may simply buy unusual things; a few vouchers will tell." }
basis    = ["统计筛查：只用于排序，不能单独认定问题", "Nigrini：首两位数字平均绝对偏差 0.0022 以上为不符"]
tables   = ["vouchers"]
conditions = [
    { sql = "SELECT count(*) >= 1000 FROM vouchers WHERE amount_yuan >= 10", zh = "至少1000笔凭证", en = "at least 1,000 vouchers" },
    { sql = "SELECT max(amount_yuan) >= 1000 * min(amount_yuan) FROM vouchers WHERE amount_yuan >= 10", zh = "凭证金额跨三个数量级（最大的为最小的1000倍以上）", en = "sums over three orders of magnitude (the largest 1,000 times the smallest)" },
]
say.zh   = "全县{rows_counted}笔凭证中，金额以{digits}开头的有{times}笔，按本福特定律约为{expected}笔。请抽查这些凭证的附件和真实性。"
say.en   = "Of {rows_counted} vouchers of the county, {times} begin with {digits}; Benford's law expects about {expected}. Look into a sample of them and what supports them."
param.min_rows = { default = 1000, unit = "vouchers", source = "below, the deviation is mostly chance (Nigrini)" }
param.orders = { default = 1000, unit = "ratio of the 99th to the 1st percentile", source = "three orders of magnitude: narrower sums do not follow the law" }
param.mad = { default = 0.0022, unit = "mean absolute deviation", source = "Nigrini: nonconformity of first two digits" }
param.z_squared = { default = 16, unit = "square of standard deviations", source = "four standard deviations for one pair of digits" }
cells    = ["vouchers.amount_yuan", "vouchers.purpose", "vouchers.payee"]
innocent.tariff-money = { zh = "工资、补贴、误工、保险等按标准支付的不计入", en = "wages, subsidies, insurance and the like are paid by tariff" }
innocent.few-rows = { zh = "凭证不足规定行数的不计算", en = "too few vouchers" }
innocent.narrow-range = { zh = "金额跨度不足三个数量级的不计算", en = "sums of fewer than three orders of magnitude" }
*/
WITH benford AS (        -- log10(1 + 1/d)
    SELECT t.digits, t.expected_share
    FROM (VALUES
        (10, 0.041393), (11, 0.037789), (12, 0.034762), (13, 0.032185), (14, 0.029963), (15, 0.028029),
        (16, 0.026329), (17, 0.024824), (18, 0.023481), (19, 0.022276), (20, 0.021189), (21, 0.020203),
        (22, 0.019305), (23, 0.018483), (24, 0.017729), (25, 0.017033), (26, 0.016390), (27, 0.015794),
        (28, 0.015240), (29, 0.014723), (30, 0.014240), (31, 0.013788), (32, 0.013364), (33, 0.012965),
        (34, 0.012589), (35, 0.012234), (36, 0.011899), (37, 0.011582), (38, 0.011281), (39, 0.010995),
        (40, 0.010724), (41, 0.010465), (42, 0.010219), (43, 0.009984), (44, 0.009760), (45, 0.009545),
        (46, 0.009340), (47, 0.009143), (48, 0.008955), (49, 0.008774), (50, 0.008600), (51, 0.008433),
        (52, 0.008273), (53, 0.008118), (54, 0.007969), (55, 0.007825), (56, 0.007687), (57, 0.007553),
        (58, 0.007424), (59, 0.007299), (60, 0.007179), (61, 0.007062), (62, 0.006949), (63, 0.006839),
        (64, 0.006733), (65, 0.006631), (66, 0.006531), (67, 0.006434), (68, 0.006340), (69, 0.006249),
        (70, 0.006160), (71, 0.006074), (72, 0.005990), (73, 0.005909), (74, 0.005830), (75, 0.005752),
        (76, 0.005677), (77, 0.005604), (78, 0.005532), (79, 0.005463), (80, 0.005395), (81, 0.005329),
        (82, 0.005264), (83, 0.005201), (84, 0.005140), (85, 0.005080), (86, 0.005021), (87, 0.004963),
        (88, 0.004907), (89, 0.004853), (90, 0.004799), (91, 0.004746), (92, 0.004695), (93, 0.004645),
        (94, 0.004596), (95, 0.004548), (96, 0.004501), (97, 0.004454), (98, 0.004409), (99, 0.004365)
    ) AS t(digits, expected_share)
),
counted AS (
    SELECT
        v.row_id, v.amount_yuan, v.voucher_on,
        cast(substring(cast(v.amount_yuan AS VARCHAR), 1, 2) AS INTEGER) AS digits,
        row_number() OVER (ORDER BY v.amount_yuan, v.row_id) AS place_no,
        count(*) OVER () AS rows_counted
    FROM vouchers AS v
    WHERE v.amount_yuan >= 10
      AND NOT (coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%工资%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%报酬%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补助%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%津贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%误工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%劳务%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%用工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%低保%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%养老%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%保险%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%慰问%')   -- unless: tariff-money
),
spread AS (
    SELECT
        max(c.rows_counted) AS rows_counted,
        min(CASE WHEN c.place_no * 100 >= c.rows_counted THEN c.amount_yuan END) AS low_yuan,
        max(CASE WHEN c.place_no * 100 <= c.rows_counted * 99 THEN c.amount_yuan END) AS high_yuan
    FROM counted AS c
),
shares AS (
    SELECT b.digits, b.expected_share, count(c.row_id) AS times
    FROM benford AS b
    LEFT JOIN counted AS c
        ON c.digits = b.digits
    GROUP BY b.digits, b.expected_share
),
distance AS (            -- 0.0798: the mean deviation of n rows that follow the law is about 0.0798 divided by the root of n
    SELECT s.rows_counted, s.low_yuan, s.high_yuan, sum(abs(cast(h.times AS DOUBLE) / s.rows_counted - h.expected_share)) / 90 AS mad
    FROM shares AS h
    CROSS JOIN spread AS s
    WHERE s.rows_counted > 0
    GROUP BY s.rows_counted, s.low_yuan, s.high_yuan
)
SELECT
    '首两位' || cast(h.digits AS VARCHAR)       AS subject,
    [c.row_id]                                  AS evidence,
    c.amount_yuan,
    c.voucher_on                                AS period_start,
    c.voucher_on                                AS period_end,
    h.digits,
    h.times,
    cast(round(h.expected_share * d.rows_counted) AS BIGINT) AS expected,
    d.rows_counted
FROM distance AS d
CROSS JOIN shares AS h
JOIN counted AS c
    ON c.digits = h.digits
WHERE d.mad > $mad
  AND (d.mad - $mad) * (d.mad - $mad) * d.rows_counted > 0.0798 * 0.0798
  AND h.times > h.expected_share * d.rows_counted
  AND (h.times - h.expected_share * d.rows_counted) * (h.times - h.expected_share * d.rows_counted) > $z_squared * d.rows_counted * h.expected_share * (1 - h.expected_share)
  AND d.rows_counted >= $min_rows               -- unless: few-rows
  AND d.high_yuan >= d.low_yuan * $orders       -- unless: narrow-range
