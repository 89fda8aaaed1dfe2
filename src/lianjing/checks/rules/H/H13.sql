/* lianjing-rule
id       = "H13"
category = "H13"
strength = "screen"
subject  = "machine"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('machinery')"
title    = { zh = "同品目同厂家机具的销售价格明显偏高", en = "A machine priced far above others of its kind and maker" }
means    = { zh = "农机购置补贴明细中，销售价格超过同品目、同厂家、同补贴额机具中位数的一倍半；同类至少十台、八成价格在中位数上下四分之一以内才比较。", en = "In the pay lists of the machinery subsidy a price is more than one and a half times the median of its kind, maker and subsidy; compared only where there are ten or more and four fifths of them lie within a quarter of the median." }
why      = { zh = "价钱报高了，补贴就多算，农民自己掏的钱也可能更多。", en = "A price set too high brings a larger subsidy than is due, and the farmer may pay more as well." }
basis    = ["农业机械购置补贴资金使用管理办法：不得虚开发票、虚报价格套取补贴"]
tables   = ["payments"]
conditions = [
    { sql = "SELECT count(*) >= 1 FROM (SELECT item FROM payments WHERE amount_yuan > 0 AND price_yuan > 0 AND item IS NOT NULL AND maker IS NOT NULL GROUP BY item, maker, amount_yuan HAVING count(*) >= 10) AS x", zh = "同品目、同厂家、同补贴额的机具至少10台", en = "at least 10 machines of one kind, maker and subsidy" },
]
say.zh   = "{name}购买的{maker}{item}销售价格{price_yuan}元，同品目、同厂家、同补贴额{peers}台的中位数为{usual_yuan}元。请核对机型、发票和付款凭证。"
say.en   = "{name} bought a {maker} {item} at {price_yuan} yuan; the median of {peers} of that kind, maker and subsidy is {usual_yuan}. Check the model, the invoice and the payment."
param.factor = { default = 1.5, unit = "times the median", source = "catalogue of comparison rules: unit price above one and a half times the peers'" }
param.min_peers = { default = 10, unit = "machines", source = "a median of fewer says little" }
cells    = ["payments.price_yuan", "payments.item", "payments.maker", "payments.amount_yuan"]
innocent.small-lot = { zh = "同类不到十台的不比较", en = "fewer than ten of the kind" }
innocent.several-machines = { zh = "一行几台的，价格可能是总价，不算", en = "a row of several machines may state their total" }
innocent.prices-scatter = { zh = "同品目价格本来就相差很大（型号不同）的不比较", en = "where prices of the kind scatter there are several models" }
innocent.other-class = { zh = "补贴额不同的属于不同档次的机型，不放在一起比较", en = "another subsidy means another class of model: not compared with each other" }
innocent.fuller-model = { zh = "备注写明选装、加装、大型号、含运费的不算", en = "extras, a larger model or transport, as the remark says" }
left_out.transport = { zh = "运费只在备注写明时才看得出", en = "transport is known only where the remark names it" }
*/
WITH listed AS (
    SELECT p.row_id, p.programme_id, p.programme, p.amount_yuan, p.period_start, p.period_end
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'machinery'
      AND p.amount_yuan > 0
),
machines AS (
    SELECT
        l.row_id, l.programme_id, l.programme, l.amount_yuan, l.period_start, l.period_end, t.person_key, t.price_yuan, t.serial_no, t.item, t.maker,
        t.item || '|' || t.maker || '|' || cast(l.amount_yuan AS VARCHAR) AS kind,
        coalesce(t.note, '') AS note
    FROM listed AS l
    JOIN payments AS t
        ON t.row_id = l.row_id
    WHERE t.price_yuan > 0
      AND t.item IS NOT NULL
      AND t.maker IS NOT NULL
      AND coalesce(t.quantity, 1) <= 1                             -- unless: several-machines
),
ordered AS (
    SELECT
        m.kind, m.price_yuan,
        row_number() OVER (PARTITION BY m.kind ORDER BY m.price_yuan, m.row_id) AS place,
        count(*) OVER (PARTITION BY m.kind) AS peers
    FROM machines AS m
),
medians AS (
    SELECT o.kind, max(o.peers) AS peers, max(CASE WHEN 2 * o.place IN (o.peers, o.peers + 1) THEN o.price_yuan END) AS median_yuan
    FROM ordered AS o
    GROUP BY o.kind
),
spread AS (
    SELECT o.kind, sum(CASE WHEN o.price_yuan BETWEEN 0.75 * m.median_yuan AND 1.25 * m.median_yuan THEN 1 ELSE 0 END) AS near
    FROM ordered AS o
    JOIN medians AS m
        ON m.kind = o.kind
    GROUP BY o.kind
)
SELECT
    m.item || '|' || m.maker || '|' || coalesce(m.serial_no, coalesce(cast(m.person_key AS VARCHAR), '') || '|' || cast(m.price_yuan AS VARCHAR)) AS subject,
    m.programme_id,
    [m.row_id]                                AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.item,
    m.maker,
    m.price_yuan,
    d.peers,
    cast(round(d.median_yuan, 0) AS INTEGER)  AS usual_yuan
FROM machines AS m
JOIN medians AS d
    ON d.kind = m.kind
JOIN spread AS s
    ON s.kind = m.kind
WHERE m.price_yuan > $factor * d.median_yuan
  AND d.peers >= $min_peers                                        -- unless: small-lot
  AND 5 * s.near >= 4 * d.peers                                    -- unless: prices-scatter
  AND NOT (m.note LIKE '%选装%' OR m.note LIKE '%加装%' OR m.note LIKE '%大型%' OR m.note LIKE '%运费%' OR m.note LIKE '%配件%' OR m.note LIKE '%型号%')   -- unless: fuller-model
