/* lianjing-rule
id       = "H01"
category = "H01"
strength = "strong"
subject  = "contract"
side     = "by"
title    = { zh = "竞争性采购仅有一家投标", en = "A single bid in a competitive procedure" }
means    = { zh = "投标名单中该项目只有一家投标单位，且未写明流标、重新招标或单一来源。", en = "The list of bids has one bidder for the project, and says neither that the tender failed nor that it was single-source." }
why      = { zh = "只有一家来投，价钱就是他说了算，村里修路修渠可能多花钱，质量也难比较。", en = "With a single bidder the price is whatever that one says: the village may pay too much for its road, and quality cannot be compared." }
basis    = ["招标投标法第二十八条：投标人少于三个的，招标人应当依法重新招标"]
tables   = ["bids"]
uses     = ["contracts"]
say.zh   = "“{project}”于{opened_on}开标，投标名单中只有{bidder_name}一家，报价{amount_yuan}元。请核对是否应重新招标、有无批准手续，或名单是否漏录。"
say.en   = "“{project}” was opened on {opened_on}; the list of bids has {bidder_name} alone, at {amount_yuan} yuan. Check whether it should have been tendered anew, whether that was approved, or whether the list is incomplete."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor below which one offer is enough" }
cells    = ["bids.project_no", "bids.bidder_name", "bids.bid_yuan", "bids.opened_on", "contracts.method", "contracts.supplier_name"]
innocent.not-competitive = { zh = "合同写明单一来源、直接委托等非竞争方式的，另行核对", en = "the contract states a procedure without competition, such as single source" }
innocent.scarce-trade = { zh = "注明专利、独家、唯一供应商或经批准继续的不算", en = "the remark says that only one supplier exists, or that going on was approved" }
innocent.failed = { zh = "已流标、废标或重新招标的不算", en = "the tender was declared failed or called anew" }
innocent.winners-only = { zh = "名单中多数项目只有一家的，是中标名单而不是投标名单，不算", en = "a list with one bidder for most projects is a list of winners" }
innocent.emergency = { zh = "注明应急、抢险、救灾的不算", en = "emergency works, as the remark says" }
*/
WITH tenders AS (
    SELECT
        o.tender,
        count(DISTINCT o.bidder) AS bidders,
        min(o.row_id) AS row_id,
        max(o.bid_yuan) AS bid_yuan,
        min(o.project_name) AS project_name,
        min(o.bidder_name) AS bidder_name,
        min(o.opened_on) AS opened_on,
        min(o.sheet) AS sheet,
        string_agg(o.said, '|') AS said,
        bool_or(o.failed) AS failed,
        bool_and(o.refused) AS refused
    FROM offers AS o
    GROUP BY o.tender
),
listed AS (              -- small sheets are judged together
    SELECT t.tender, t.bidders, CASE WHEN count(*) OVER (PARTITION BY t.sheet) >= 8 THEN t.sheet ELSE '' END AS list
    FROM tenders AS t
),
lists AS (
    SELECT t.list, count(*) AS tenders, sum(CASE WHEN t.bidders = 1 THEN 1 ELSE 0 END) AS singles
    FROM listed AS t
    GROUP BY t.list
),
agreed AS (
    SELECT coalesce(c.project_no, c.project_name) AS tender, min(c.row_id) AS row_id, max(c.amount_yuan) AS amount_yuan,
           string_agg(coalesce(c.method, ''), '|') AS method, string_agg(coalesce(c.note, '') || '|' || coalesce(c.status, ''), '|') AS remark, min(c.project_name) AS project_name
    FROM contracts AS c
    WHERE coalesce(c.project_no, c.project_name) IS NOT NULL
    GROUP BY coalesce(c.project_no, c.project_name)
),
alone AS (
    SELECT
        t.tender, t.row_id, c.row_id AS contract_row, t.bidder_name, t.opened_on, t.failed, t.refused, l.singles, l.tenders,
        coalesce(t.bid_yuan, c.amount_yuan) AS amount_yuan,
        coalesce(t.project_name, c.project_name, t.tender) AS project,
        coalesce(c.method, '') AS method,
        t.said || '|' || coalesce(c.remark, '') || '|' || coalesce(t.project_name, '') AS remark
    FROM tenders AS t
    JOIN listed AS s
        ON s.tender = t.tender
    JOIN lists AS l
        ON l.list = s.list
    LEFT JOIN agreed AS c
        ON c.tender = t.tender
    WHERE t.bidders = 1
)
SELECT
    a.tender                          AS subject,
    [a.row_id, a.contract_row]        AS evidence,
    a.amount_yuan,
    a.project,
    a.bidder_name,
    a.opened_on
FROM alone AS a
WHERE coalesce(a.amount_yuan, $min_yuan) >= $min_yuan
  AND NOT (a.method LIKE '%单一%' OR a.method LIKE '%直接%' OR a.method LIKE '%委托%' OR a.method LIKE '%指定%' OR a.method LIKE '%协商%' OR a.method LIKE '%自行%' OR a.method LIKE '%自建%')   -- unless: not-competitive
  AND NOT (a.remark LIKE '%单一来源%' OR a.remark LIKE '%专利%' OR a.remark LIKE '%专有%' OR a.remark LIKE '%独家%' OR a.remark LIKE '%唯一%' OR a.remark LIKE '%仅此一家%' OR a.remark LIKE '%垄断%' OR a.remark LIKE '%批准%' OR a.remark LIKE '%批复%' OR a.remark LIKE '%经审批%' OR a.remark LIKE '%核准%')   -- unless: scarce-trade
  AND NOT (a.failed OR a.refused)                                                  -- unless: failed
  AND 2 * a.singles <= a.tenders                                                   -- unless: winners-only
  AND NOT (a.remark LIKE '%应急%' OR a.remark LIKE '%抢险%' OR a.remark LIKE '%抢修%' OR a.remark LIKE '%救灾%' OR a.remark LIKE '%防汛%' OR a.remark LIKE '%抗旱%' OR a.remark LIKE '%疫情%')   -- unless: emergency
