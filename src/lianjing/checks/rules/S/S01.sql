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
WITH counted AS (
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
