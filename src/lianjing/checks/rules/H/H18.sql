/* lianjing-rule
id       = "H18"
category = "H18"
strength = "strong"
subject  = "machine"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('machinery')"
title    = { zh = "同一台机具两次领取购置补贴", en = "One machine subsidised twice" }
means    = { zh = "农机购置补贴发放明细中，同一厂家的同一出厂编号（发动机号）出现两次。编号很短的，还须品目相同；厂家未注明的，编号须足够长。", en = "The pay lists of the farm machinery purchase subsidy have one serial number of one maker twice. A short number must belong to one and the same kind of machine as well; where no maker is stated the number must be long." }
why      = { zh = "一台机器领了两次补贴，名额用掉了，想买机器的农户就要等明年；也可能只是编号抄错。", en = "If one machine brings two subsidies, the quota is used up and a farmer who wants to buy waits another year. It may also be a number copied wrongly." }
basis    = ["农业机械购置补贴资金使用管理办法：一机一补，不得以同一机具重复申领", "农机购置补贴实施方案：逐台核对机具编号"]
tables   = ["payments"]
say.zh   = "出厂编号{serial_no}（{maker}{item}）的机具，{name}领取购置补贴{own_yuan}元，{other_name}以同一编号领取{other_yuan}元，共涉及{amount_yuan}元。请核对机具实物、铭牌和发票。"
say.en   = "The machine with serial number {serial_no} ({maker} {item}) brought {name} a purchase subsidy of {own_yuan} yuan, and {other_name} {other_yuan} yuan under the same number, {amount_yuan} in all. Check the machine, its plate and the invoices."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.short_length = { default = 6, unit = "characters", source = "numbers of up to so many characters are counted anew by each maker, often for each kind of machine" }
param.long_length = { default = 8, unit = "characters", source = "numbers that long are met once, whoever made the machine" }
cells    = ["payments.serial_no", "payments.maker", "payments.item", "payments.amount_yuan", "payments.name"]
innocent.makers-short-serials = { zh = "不同厂家的编号各自起算；同一厂家的短编号，不同品目也可能各自起算，均不算", en = "each maker counts for itself, and with short numbers for each kind of machine" }
innocent.maker-unknown = { zh = "厂家没有写明的，短编号不作比较", en = "where a maker is not stated short numbers are not compared" }
innocent.placeholder = { zh = "编号栏填“无”“0000”等的不算", en = "a placeholder is no number" }
innocent.reversed = { zh = "已冲回、退回、作废的不算", en = "taken back, returned or void" }
innocent.parts-of-one-subsidy = { zh = "同一人的中央、省、县资金或累加补贴、尾款，是一次补贴分开发放，不算", en = "one person's central, province and county share, top-up or remainder is one subsidy in parts" }
innocent.same-row-twice = { zh = "同一人同日同额的两行，按重复发放另行核对，不算", en = "one person, day and sum entered twice is compared as a payment made twice" }
innocent.old-for-new = { zh = "报废更新补贴、作业补贴不与购置补贴相比", en = "scrapping and work subsidies are not compared with the purchase" }
*/
WITH listed AS (
    SELECT p.row_id, p.programme_id, p.programme, p.person_key, p.amount_yuan, p.period_start, p.period_end, p.paid_on
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'machinery'        -- unless: old-for-new
    UNION ALL
    SELECT q.row_id, q.programme_id, q.programme, NULL, q.amount_yuan, q.period_start, q.period_end, q.paid_on
    FROM quarantined_paid AS q
    WHERE cast(q.programme_id AS VARCHAR) = 'machinery'
),
texts AS (
    SELECT row_id, name, serial_no, item, maker, status, note, reason, source_file, source_sheet FROM payments WHERE serial_no IS NOT NULL
    UNION ALL
    SELECT row_id, name, serial_no, item, maker, status, note, reason, source_file, source_sheet FROM payments_quarantined WHERE serial_no IS NOT NULL
),
machines AS (
    SELECT
        l.row_id, l.programme_id, l.programme, l.person_key, l.amount_yuan, l.period_start, l.period_end, l.paid_on, t.name, t.serial_no,
        upper(replace(replace(replace(replace(t.serial_no, ' ', ''), '-', ''), '.', ''), '*', '')) AS number,
        replace(t.maker, ' ', '') AS maker,
        t.item,
        coalesce(t.status, '') || '|' || coalesce(t.note, '') AS state,
        coalesce(t.note, '') || '|' || coalesce(t.reason, '') || '|' || t.source_file || '|' || t.source_sheet AS said
    FROM listed AS l
    JOIN texts AS t
        ON t.row_id = l.row_id
),
numbered AS (
    SELECT
        m.row_id, m.programme_id, m.programme, m.person_key, m.amount_yuan, m.period_start, m.period_end, m.paid_on, m.name, m.serial_no, m.number,
        m.maker, m.item, m.said,
        sum(m.amount_yuan) OVER (PARTITION BY m.number, m.name) AS left_yuan,
        max(m.amount_yuan) OVER (PARTITION BY m.number, m.name) AS largest_yuan
    FROM machines AS m
    WHERE length(m.number) >= 3
      AND NOT (replace(m.number, '0', '') = '' OR replace(m.number, '1', '') = '' OR replace(m.number, 'X', '') = '' OR replace(m.number, '/', '') = '' OR m.number LIKE '%无编%' OR m.number LIKE '%不详%' OR m.number LIKE '%待补%' OR m.number LIKE '%无编号%' OR m.number LIKE '无%')   -- unless: placeholder
      AND NOT (m.state LIKE '%退回%' OR m.state LIKE '%作废%' OR m.state LIKE '%退票%' OR m.state LIKE '%追回%' OR m.state LIKE '%取消%' OR m.state LIKE '%未发%' OR m.state LIKE '%失败%' OR m.state LIKE '%不予%' OR m.state LIKE '%退机%' OR m.state LIKE '%收回%')   -- unless: reversed
),
twice AS (
    SELECT
        a.row_id, a.programme_id, a.programme, a.amount_yuan, a.period_start, a.period_end, a.serial_no, a.number,
        b.row_id AS other_row, b.name AS other_name, b.amount_yuan AS other_yuan,
        coalesce(least(coalesce(a.maker, b.maker), coalesce(b.maker, a.maker)), '') AS maker,
        coalesce(a.item, b.item) AS item,
        a.maker IS NULL OR b.maker IS NULL AS unknown_maker,
        coalesce(a.item = b.item, TRUE) AS one_kind,
        coalesce(a.maker LIKE '%' || b.maker || '%' OR b.maker LIKE '%' || a.maker || '%', TRUE) AS one_maker,
        coalesce(a.person_key = b.person_key, a.name = b.name, FALSE) AS one_person,
        a.amount_yuan = b.amount_yuan AND coalesce(a.paid_on = b.paid_on, a.period_start = b.period_start, TRUE) AS same_row,
        a.said || '|' || b.said AS said
    FROM numbered AS a
    JOIN numbered AS b
        ON b.number = a.number
       AND b.row_id <> a.row_id
    WHERE a.amount_yuan >= $min_yuan
      AND b.amount_yuan >= $min_yuan
      AND a.left_yuan >= a.largest_yuan                         -- unless: reversed
      AND b.left_yuan >= b.largest_yuan                         -- unless: reversed
)
SELECT
    t.number || '|' || t.maker               AS subject,
    t.programme_id,
    [t.row_id, t.other_row]                   AS evidence,
    t.amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    t.serial_no,
    t.maker,
    coalesce(t.item, '')                      AS item,
    t.amount_yuan                             AS own_yuan,
    t.other_name,
    t.other_yuan
FROM twice AS t
WHERE t.row_id IS NOT NULL
  AND t.one_maker                                                                        -- unless: makers-short-serials
  AND (t.one_kind OR length(t.number) > $short_length)                                   -- unless: makers-short-serials
  AND NOT (t.unknown_maker AND length(t.number) < $long_length)                          -- unless: maker-unknown
  AND NOT (t.one_person AND t.same_row)                                                  -- unless: same-row-twice
  AND NOT (t.one_person AND (t.said LIKE '%中央%' OR t.said LIKE '%省级%' OR t.said LIKE '%市级%' OR t.said LIKE '%县级%' OR t.said LIKE '%累加%' OR t.said LIKE '%叠加%' OR t.said LIKE '%配套%' OR t.said LIKE '%尾款%' OR t.said LIKE '%首付%' OR t.said LIKE '%补差%' OR t.said LIKE '%差额%' OR t.said LIKE '%补发%' OR t.said LIKE '%第_批%'))   -- unless: parts-of-one-subsidy
