/* lianjing-rule
id       = "H16"
category = "H16"
strength = "screen"
subject  = "contract"
side     = "by"
title    = { zh = "一个单位的合同集中给了一家", en = "Most of a buyer's contracts went to one supplier" }
means    = { zh = "一个采购单位十份以上合同中，一家承建单位占合同额的六成以上，而该家在全县其他单位所占份额小得多。集中本身不说明问题，用于安排查看顺序。", en = "Of a buyer's ten or more contracts one supplier has three fifths of the money, and a far smaller share with the county's other buyers. Concentration by itself proves nothing; it ranks what to look at." }
why      = { zh = "活总给一家，别家没有机会，价钱和质量都没有比较；也可能只是当地能干的人少，看一看就清楚了。", en = "If the work always goes to one firm, others have no chance and nothing is compared. Perhaps there are few who can do it; a look will tell." }
basis    = ["政府采购法第三条：公开透明、公平竞争"]
tables   = ["contracts"]
conditions = [
    { sql = "SELECT count(*) >= 10 FROM contracts WHERE amount_yuan > 0", zh = "至少10份合同", en = "at least 10 contracts" },
    { sql = "SELECT count(DISTINCT supplier_name) >= 5 FROM contracts WHERE amount_yuan > 0", zh = "至少5家承建单位", en = "at least 5 suppliers" },
]
say.zh   = "{payer_unit}的{contracts}份合同中，{supplier_name}得{money_rows}份、{amount_yuan}元，占合同额{percent}%；其在其他单位占{elsewhere_percent}%。请查看采购方式和评审过程。"
say.en   = "Of {payer_unit}'s {contracts} contracts {supplier_name} has {money_rows}, {amount_yuan} yuan, {percent} % of the money; with other buyers it has {elsewhere_percent} %. Look at the procedures and evaluations."
param.min_contracts = { default = 10, unit = "contracts", source = "shares of a few contracts say little" }
param.min_share = { default = 0.6, unit = "share", source = "catalogue of comparison rules: concentration on one supplier" }
param.min_yuan = { default = 200000, unit = "yuan", source = "a county may set its own" }
cells    = ["contracts.payer_unit", "contracts.supplier_name", "contracts.amount_yuan", "contracts.method"]
innocent.sole-trader = { zh = "在其他单位也占四成以上的，或全县承建单位很少的，是当地只有这一家，不算", en = "a supplier that has two fifths with other buyers too, or a county with few suppliers, is the only one there is" }
innocent.few-contracts = { zh = "合同很少的单位不比较", en = "buyers with few contracts" }
innocent.one-big-contract = { zh = "只因一两份大合同而占比高的不算", en = "a share that rests on one or two large contracts" }
*/
WITH shares AS (
    SELECT a.buyer, a.supplier, count(*) AS own_contracts, sum(a.amount_yuan) AS own_yuan
    FROM agreements AS a
    WHERE a.amount_yuan > 0
      AND a.buyer IS NOT NULL
      AND a.supplier IS NOT NULL
    GROUP BY a.buyer, a.supplier
),
buyers AS (
    SELECT s.buyer, sum(s.own_contracts) AS contracts, sum(s.own_yuan) AS total_yuan
    FROM shares AS s
    GROUP BY s.buyer
),
suppliers AS (
    SELECT s.supplier, sum(s.own_yuan) AS all_yuan
    FROM shares AS s
    GROUP BY s.supplier
),
county AS (
    SELECT sum(s.all_yuan) AS county_yuan, count(*) AS suppliers FROM suppliers AS s
),
concentrated AS (
    SELECT
        s.buyer, s.supplier, b.contracts, s.own_contracts, s.own_yuan, k.suppliers,
        s.own_yuan / b.total_yuan AS share,
        coalesce((p.all_yuan - s.own_yuan) / nullif(k.county_yuan - b.total_yuan, 0), 0) AS elsewhere
    FROM shares AS s
    JOIN buyers AS b
        ON b.buyer = s.buyer
    JOIN suppliers AS p
        ON p.supplier = s.supplier
    CROSS JOIN county AS k
)
SELECT
    c.buyer || '|' || c.supplier      AS subject,
    [a.row_id]                        AS evidence,
    a.amount_yuan,
    coalesce(a.payer_unit, c.buyer)   AS payer_unit,
    a.supplier_name,
    cast(c.contracts AS INTEGER)      AS contracts,
    cast(round(100 * c.share, 0) AS INTEGER)     AS percent,
    cast(round(100 * c.elsewhere, 0) AS INTEGER) AS elsewhere_percent
FROM concentrated AS c
JOIN agreements AS a
    ON a.buyer = c.buyer
   AND a.supplier = c.supplier
WHERE a.amount_yuan > 0
  AND c.share >= $min_share
  AND c.own_yuan >= $min_yuan
  AND c.contracts >= $min_contracts                   -- unless: few-contracts
  AND c.own_contracts >= 4                            -- unless: one-big-contract
  AND c.elsewhere < 0.4                               -- unless: sole-trader
  AND c.suppliers >= 5                                -- unless: sole-trader
