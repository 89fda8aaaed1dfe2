/* lianjing-rule
id       = "F06H"
category = "F06"
strength = "strong"
subject  = "voucher"
side     = "to"
title    = { zh = "医疗机构收费超过公布的标准，或重复收费", en = "A clinic or hospital charged above its stated standard, or twice" }
means    = { zh = "医疗机构收费明细中，实收金额高于同一行写明的收费标准（按数量计），同一张明细里其他项目都有标准而这一项没有，或同一人同一项目重复收取。", en = "In the list of charges of a clinic or hospital a sum is above the standard stated in its own row (by quantity), an item has no standard although the list gives one for the others, or one person is charged twice for one item." }
why      = { zh = "看病本来就花钱，多收、重收让病人和医保一起吃亏。", en = "Illness costs enough: what is charged too much or twice, patients and the insurance pay." }
basis    = ["基本医疗卫生与健康促进法：医疗机构应当公示收费标准，不得超标准、重复收费", "医疗保障基金使用监督管理条例第十五条：不得重复收费、超标准收费"]
tables   = ["charges"]
say.zh   = "{unit_said}收取“{item}”共{money_rows}笔{amount_yuan}元：{why}。请核对收费标准文件、公示和收据，多收的退还。"
say.en   = "{unit_said} charged {amount_yuan} yuan in {money_rows} rows for “{item}”: {why_en}. Check the tariff, what was put up and the receipts; what was taken too much is due back."
param.min_yuan = { default = 1, unit = "yuan above the standard", source = "residues of rounding are no finding; a county may set its own" }
param.stated_percent = { default = 60, unit = "percent of the items in the list that have a standard", source = "below, the list does not state standards and nothing follows from a missing one" }
cells    = ["charges.charge_item", "charges.rate_yuan", "charges.amount_yuan", "charges.charged_on", "charges.receipt_no", "charges.name"]
innocent.written-consent = { zh = "备注写明自愿、同意、委托、代办代收、代购的不算", en = "the remark says that it was asked for, agreed, or bought on the person's behalf" }
innocent.several-units = { zh = "没有写数量而金额恰为标准整数倍的，视为按月、按次、按份计", en = "where no quantity stands, a whole multiple of the standard is taken for months, times or pieces" }
innocent.arrears = { zh = "备注写明补缴、欠费、尾款、分期、预收的不算", en = "the remark says arrears, a rest, a part or a sum paid ahead" }
innocent.refunded = { zh = "已退费、冲销、作废的不算", en = "given back, cancelled or void" }
innocent.list-without-standards = { zh = "明细多数项目没有写标准的，缺标准的不比对", en = "lists that state no standards for most items" }
innocent.same-item-again = { zh = "同一天做了几次的（票据号不同），可能确实做过几次，不算重复", en = "done several times on one day, under different receipts" }
*/
WITH worded AS (
    SELECT
        c.row_id, coalesce(cast(c.person_key AS VARCHAR), c.name) AS payer_said, c.class_name, c.charge_item AS item, c.rate_yuan, c.quantity, c.amount_yuan, c.charged_on, c.receipt_no, c.period_start, c.source_file, c.source_sheet,
        coalesce(c.unit_name, c.hospital, c.village, c.source_file) AS unit_said,
        coalesce(c.note, '') AS remark,
        coalesce(c.unit_name, '') || '|' || coalesce(c.school, '') || '|' || coalesce(c.hospital, '') || '|' || coalesce(c.source_file, '') || '|' || coalesce(c.source_sheet, '') AS place
    FROM charges AS c
    WHERE c.charge_item IS NOT NULL
      AND c.amount_yuan > 0
),
of_units AS (
    SELECT w.row_id, w.payer_said, w.item, w.rate_yuan, w.quantity, w.amount_yuan, w.charged_on, w.receipt_no, w.period_start, w.source_file, w.source_sheet, w.unit_said
    FROM worded AS w
    WHERE (w.place LIKE '%医院%' OR w.place LIKE '%卫生院%' OR w.place LIKE '%卫生室%' OR w.place LIKE '%诊所%' OR w.place LIKE '%卫生服务%' OR w.place LIKE '%卫计%' OR w.place LIKE '%卫健%' OR w.place LIKE '%医疗%')
      AND w.class_name IS NULL
      AND NOT (w.remark LIKE '%自愿%' OR w.remark LIKE '%同意%' OR w.remark LIKE '%委托%' OR w.remark LIKE '%代办%' OR w.remark LIKE '%代收%' OR w.remark LIKE '%代购%' OR w.remark LIKE '%申请%')   -- unless: written-consent
      AND NOT (w.remark LIKE '%补缴%' OR w.remark LIKE '%补交%' OR w.remark LIKE '%欠%' OR w.remark LIKE '%尾款%' OR w.remark LIKE '%分期%' OR w.remark LIKE '%分次%' OR w.remark LIKE '%预收%' OR w.remark LIKE '%预交%' OR w.remark LIKE '%押金%')   -- unless: arrears
      AND NOT (w.remark LIKE '%退费%' OR w.remark LIKE '%已退%' OR w.remark LIKE '%退还%' OR w.remark LIKE '%冲%' OR w.remark LIKE '%作废%')   -- unless: refunded
),
lists AS (
    SELECT u.source_file, u.source_sheet, count(*) AS listed, cast(sum(CASE WHEN u.rate_yuan > 0 THEN 1 ELSE 0 END) AS BIGINT) AS stated
    FROM of_units AS u
    GROUP BY u.source_file, u.source_sheet
),
tariffs AS (             -- an item that has a standard in another row of the list has one
    SELECT u.source_file, u.source_sheet, u.item, max(u.rate_yuan) AS rate_yuan
    FROM of_units AS u
    GROUP BY u.source_file, u.source_sheet, u.item
),
above AS (
    SELECT u.row_id, cast(NULL AS BIGINT) AS other_row, u.unit_said, u.item, u.amount_yuan, u.charged_on,
        '标准为' || cast(u.rate_yuan AS VARCHAR) || '元' || CASE WHEN u.quantity > 1 THEN '，数量' || cast(cast(u.quantity AS INTEGER) AS VARCHAR) ELSE '' END || '，实收' || cast(u.amount_yuan AS VARCHAR) || '元' AS why,
        'the standard is ' || cast(u.rate_yuan AS VARCHAR) || ' yuan, ' || cast(u.amount_yuan AS VARCHAR) || ' were taken' AS why_en
    FROM of_units AS u
    WHERE u.rate_yuan > 0
      AND u.amount_yuan >= u.rate_yuan * coalesce(nullif(u.quantity, 0), 1) + $min_yuan
      AND (u.quantity > 1 OR u.amount_yuan <> u.rate_yuan * round(u.amount_yuan / u.rate_yuan))   -- unless: several-units
),
without_standard AS (
    SELECT u.row_id, cast(NULL AS BIGINT) AS other_row, u.unit_said, u.item, u.amount_yuan, u.charged_on,
        '明细中其他项目都写有标准，这一项没有' AS why, 'the list gives a standard for the other items and none for this one' AS why_en
    FROM of_units AS u
    JOIN lists AS l
        ON l.source_file = u.source_file
       AND l.source_sheet = u.source_sheet
    JOIN tariffs AS t
        ON t.source_file = u.source_file
       AND t.source_sheet = u.source_sheet
       AND t.item = u.item
    WHERE coalesce(t.rate_yuan, 0) = 0
      AND l.stated * 100 >= l.listed * $stated_percent       -- unless: list-without-standards
      AND l.stated > 0
),
twice AS (
    SELECT b.row_id, a.row_id AS other_row, b.unit_said, b.item, b.amount_yuan, b.charged_on,
        '同一人同一票据号重复收取' || cast(b.amount_yuan AS VARCHAR) || '元' AS why, 'one person was charged twice under one receipt, ' || cast(b.amount_yuan AS VARCHAR) || ' yuan' AS why_en
    FROM of_units AS a
    JOIN of_units AS b
        ON b.item = a.item
       AND b.unit_said = a.unit_said
       AND b.payer_said = a.payer_said
    WHERE a.row_id < b.row_id
      AND b.amount_yuan = a.amount_yuan
      AND a.receipt_no IS NOT NULL
      AND b.receipt_no = a.receipt_no                        -- unless: same-item-again
      AND b.charged_on IS NOT DISTINCT FROM a.charged_on
)
SELECT
    f.unit_said || '|' || f.item || '|' || coalesce(cast(f.charged_on AS VARCHAR), '') AS subject,
    [f.row_id, f.other_row]  AS evidence,
    f.amount_yuan,
    f.charged_on             AS period_start,
    f.charged_on             AS period_end,
    f.unit_said,
    f.item,
    f.why,
    f.why_en
FROM (
    SELECT a.row_id, a.other_row, a.unit_said, a.item, a.amount_yuan, a.charged_on, a.why, a.why_en FROM above AS a
    UNION ALL SELECT w.row_id, w.other_row, w.unit_said, w.item, w.amount_yuan, w.charged_on, w.why, w.why_en FROM without_standard AS w
    UNION ALL SELECT t.row_id, t.other_row, t.unit_said, t.item, t.amount_yuan, t.charged_on, t.why, t.why_en FROM twice AS t
) AS f
