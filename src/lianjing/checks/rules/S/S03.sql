/* lianjing-rule
id       = "S03"
category = "S03"
strength = "screen"
subject  = "village"
side     = "by"
title    = { zh = "一村整数金额凭证占比远高于其他村", en = "Far more round sums in a village's vouchers than in others" }
means    = { zh = "一个村凭证中整百金额所占比例，远高于其余各村合计的比例。凭证不足规定数的村、村数不足时不计算，也不作任何结论；工资、补贴等按标准支付的不计入。只供排序，不能单独作为疑点。", en = "The share of whole hundreds among a village's vouchers is far above that of all other villages together. Villages with fewer vouchers than stated, and books with few villages, are not computed, which says nothing about them; tariff money does not count. It only ranks." }
why      = { zh = "真实买卖多有零头；整数太多，可能是先定了数再补单子，多花的由全村人分担。", en = "Real purchases mostly end in odd sums; with too many round ones the sum may have been set first and the slip made after, and the whole village pays what is too much." }
basis    = ["统计筛查：只用于排序，不能单独认定问题"]
tables   = ["vouchers"]
conditions = [
    { sql = "SELECT count(*) >= 20 FROM vouchers WHERE amount_yuan >= 100 AND village IS NOT NULL", zh = "至少20笔100元以上且写明村名的凭证", en = "at least 20 vouchers of 100 yuan or more that name their village" },
    { sql = "SELECT count(DISTINCT coalesce(town, '') || '|' || village) >= 6 FROM vouchers WHERE amount_yuan >= 100", zh = "至少6个村的凭证", en = "vouchers of at least 6 villages" },
]
say.zh   = "{village_name}{rows_counted}笔凭证中{round_rows}笔为整百金额；其余各村{rest_rows}笔中为{rest_round}笔。请抽查整数凭证的发票和清单。"
say.en   = "{round_rows} of {rows_counted} vouchers of {village_name} are whole hundreds; in the other villages {rest_round} of {rest_rows}. Look into the invoices and lists of a sample of them."
param.min_rows = { default = 20, unit = "vouchers of the village", source = "fewer have no meaningful share" }
param.min_villages = { default = 6, unit = "villages with vouchers", source = "fewer are no peers" }
param.share = { default = 0.3, unit = "of the village's vouchers", source = "materiality; a county may set its own" }
param.times = { default = 3, unit = "times the share of the others", source = "materiality; a county may set its own" }
param.z_squared = { default = 25, unit = "square of standard deviations", source = "five standard deviations" }
cells    = ["vouchers.amount_yuan", "vouchers.purpose", "vouchers.payee"]
innocent.tariff-money = { zh = "工资、补贴、误工等按标准支付的不计入", en = "wages and allowances by tariff" }
innocent.few-rows = { zh = "凭证少的村不计算", en = "villages with few vouchers" }
innocent.few-villages = { zh = "村数太少时没有可比的同类", en = "too few villages to compare" }
innocent.usual-here = { zh = "各村普遍多用整数的，按普遍水平比较", en = "where round sums are usual everywhere, the usual share counts" }
*/
WITH counted AS (
    SELECT
        v.row_id, v.amount_yuan, v.voucher_on, v.village,
        coalesce(cast(w.town_key AS VARCHAR), '') || '|' || cast(k.village_key AS VARCHAR) AS place,
        CASE WHEN v.amount_yuan % 100 = 0 THEN 1 ELSE 0 END AS is_round
    FROM vouchers AS v
    JOIN village_keys AS k
        ON k.village = v.village
    LEFT JOIN town_keys AS w
        ON w.town = v.town
    WHERE v.amount_yuan >= 100
      AND NOT (coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%工资%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%报酬%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%补助%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%津贴%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%误工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%劳务%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%用工%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%低保%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%养老%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%保险%' OR coalesce(v.purpose, '') || coalesce(v.account, '') LIKE '%慰问%')   -- unless: tariff-money
),
villages AS (
    SELECT c.place, count(*) AS rows_counted, cast(sum(c.is_round) AS BIGINT) AS round_rows
    FROM counted AS c
    GROUP BY c.place
),
county AS (
    SELECT count(*) AS villages, cast(sum(v.rows_counted) AS BIGINT) AS all_rows, cast(sum(v.round_rows) AS BIGINT) AS all_round
    FROM villages AS v
),
beside AS (              -- a village and the rest; one is added so that a rest without round sums still has a share
    SELECT
        v.place, v.rows_counted, v.round_rows, t.villages,
        t.all_rows - v.rows_counted AS rest_rows,
        t.all_round - v.round_rows AS rest_round,
        cast(t.all_round - v.round_rows + 1 AS DOUBLE) / (t.all_rows - v.rows_counted + 1) AS usual_share
    FROM villages AS v
    CROSS JOIN county AS t
)
SELECT
    b.place                     AS subject,
    [c.row_id]                  AS evidence,
    c.amount_yuan,
    c.voucher_on                AS period_start,
    c.voucher_on                AS period_end,
    c.village                   AS village_name,
    b.rows_counted,
    b.round_rows,
    b.rest_rows,
    b.rest_round
FROM beside AS b
JOIN counted AS c
    ON c.place = b.place
WHERE c.is_round = 1
  AND b.round_rows > b.rows_counted * $share
  AND b.round_rows > b.rows_counted * b.usual_share * $times AND (b.round_rows - b.rows_counted * b.usual_share) * (b.round_rows - b.rows_counted * b.usual_share) > $z_squared * b.rows_counted * b.usual_share * (1 - b.usual_share)   -- unless: usual-here
  AND b.rows_counted >= $min_rows         -- unless: few-rows
  AND b.villages >= $min_villages         -- unless: few-villages
