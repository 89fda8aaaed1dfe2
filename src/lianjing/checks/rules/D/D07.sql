/* lianjing-rule
id       = "D07"
category = "D07"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN (SELECT cast(s.programme_id AS VARCHAR) FROM standards AS s WHERE s.measure = 'yuan_per_mu')"
title    = { zh = "发放额多于面积乘标准", en = "More paid than area times rate" }
means    = { zh = "按面积发放的项目，金额多于发放表所列面积乘以所属期内有效的本县标准。少于标准的由 U03 列出。", en = "In a programme paid by area, the sum is more than the area in the pay list times the county's rate in force for the period. What is less stands under U03." }
why      = { zh = "算错一笔，多发的要退，退的时候最难的是已经把钱花了的农户。", en = "A sum worked out wrongly must be returned, which is hardest for farmers who have already spent it." }
basis    = ["耕地地力保护补贴等办法：按面积和公布的标准发放", "县级标准（standards.toml 的 yuan_per_mu）"]
tables   = ["payments"]
standards = ["yuan_per_mu"]
say.zh   = "“{programme}”发放{name}{period}{paid_yuan}元，所列面积{area_mu}亩，每亩标准{rate_yuan}元，应为{due_yuan}元，多{amount_yuan}元。请核对面积、标准和是否含补发。"
say.en   = "“{programme}” paid {name} {paid_yuan} yuan for {period}; the area listed is {area_mu} mu at {rate_yuan} yuan, which makes {due_yuan}: {amount_yuan} yuan more. Check area, rate and whether arrears are in it."
param.tolerance_yuan = { default = 1, unit = "yuan", source = "sums rounded to the yuan, areas to the hundredth of a mu" }
cells    = ["payments.amount_yuan", "payments.area_mu", "payments.rate_yuan", "payments.name"]
innocent.arrears = { zh = "备注写明含补发、补差、往年款项的不算", en = "arrears said in the remark" }
innocent.several-parcels = { zh = "同一人同期几行合计与面积合计相符的不算", en = "several rows of one person and period that are right together" }
innocent.reversed = { zh = "该期已冲回至应发数的不算", en = "what was too much was taken back" }
innocent.rate-in-force = { zh = "按所属期内有效的标准比较；分类别的按该类别，期内有几个标准的取最高", en = "the rate in force in the period counts, that of the kind of land where rates differ by kind, the highest where there are several" }
left_out.stated-deduction = { zh = "扣款只会使金额变少，少发的在 U03 中核对并排除扣款", en = "a deduction makes a sum smaller: sums too small, and deductions, are weighed under U03" }
*/
WITH listed_area AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.period_start, p.period_end,
        coalesce(p.note, '') || '|' || coalesce(p.reason, '') || '|' || coalesce(p.status, '') AS remark,
        coalesce(max(CASE WHEN s.step IN (p.category, p.grade, p.item) THEN s.yuan END), max(s.yuan)) AS rate_yuan
    FROM standards AS s
    JOIN paid AS p
        ON p.programme_id = s.programme_id
    WHERE s.measure = 'yuan_per_mu'
      AND p.area_mu > 0
      AND p.person_key IS NOT NULL
      AND (s.valid_from IS NULL OR p.period_end IS NULL OR s.valid_from <= p.period_end)
      AND (s.valid_to IS NULL OR p.period_start IS NULL OR s.valid_to >= p.period_start)
    GROUP BY p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.area_mu, p.period_start, p.period_end, coalesce(p.note, '') || '|' || coalesce(p.reason, '') || '|' || coalesce(p.status, '')
),
too_much AS (
    SELECT a.person_key, a.programme_id, a.programme, a.row_id, a.amount_yuan, a.area_mu, a.period_start, a.period_end, a.rate_yuan, a.remark
    FROM listed_area AS a
    WHERE a.amount_yuan > a.area_mu * a.rate_yuan + $tolerance_yuan
),
together AS (
    SELECT
        t.row_id,
        sum(CASE WHEN p.amount_yuan > 0 THEN p.amount_yuan END) AS paid_yuan,
        sum(p.amount_yuan) AS left_yuan,
        sum(CASE WHEN p.amount_yuan > 0 THEN p.area_mu END) AS area_mu
    FROM too_much AS t
    JOIN paid AS p
        ON p.person_key = t.person_key
       AND p.programme_id = t.programme_id
    WHERE p.period_start IS NOT DISTINCT FROM t.period_start
    GROUP BY t.row_id
)
SELECT
    t.person_key                                             AS subject,
    t.programme_id,
    [t.row_id]                                               AS evidence,
    cast(t.amount_yuan - t.area_mu * t.rate_yuan AS DECIMAL(18,2)) AS amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    t.amount_yuan                                            AS paid_yuan,
    t.area_mu,
    t.rate_yuan,
    cast(t.area_mu * t.rate_yuan AS DECIMAL(18,2))           AS due_yuan
FROM too_much AS t
JOIN together AS s
    ON s.row_id = t.row_id
WHERE t.amount_yuan > 0
  AND NOT (t.remark LIKE '%补发%' OR t.remark LIKE '%补差%' OR t.remark LIKE '%补领%' OR t.remark LIKE '%补报%' OR t.remark LIKE '%补录%' OR t.remark LIKE '%补上%' OR t.remark LIKE '%上年%' OR t.remark LIKE '%往年%' OR t.remark LIKE '%以前年度%' OR t.remark LIKE '%漏发%')   -- unless: arrears
  AND s.paid_yuan > s.area_mu * t.rate_yuan + $tolerance_yuan           -- unless: several-parcels
  AND s.left_yuan > t.area_mu * t.rate_yuan + $tolerance_yuan           -- unless: reversed
