/* lianjing-rule
id       = "H07"
category = "H07"
strength = "screen"
subject  = "contract"
side     = "by"
title    = { zh = "多次投标从未中标", en = "Bids often and never wins" }
means    = { zh = "一家单位在投标名单中参加了许多项目，没有一次中标，而同一名单中其他单位有中标记录。多次落选可能只是竞争力不足，须与共同投标的单位一并查看。", en = "A firm stands in the lists of bids for many tenders and won none, while others won. That may be want of strength; it is to be read with those it bids beside." }
why      = { zh = "有的单位总来投却总不中，可能是来凑数的；凑数的多了，看着热闹，其实没有人真的比价。", en = "A firm that always bids and never wins may be there to make up the number; with many of those there is no real comparison of prices." }
basis    = ["招标投标法第三十二条：投标人不得相互串通投标"]
tables   = ["bids"]
uses     = ["companies"]
conditions = [
    { sql = "SELECT count(DISTINCT coalesce(project_no, '') || '|' || coalesce(project_name, '')) >= 15 FROM bids", zh = "至少15个项目的投标名单", en = "lists of bids for at least 15 tenders" },
]
say.zh   = "{bidder_name}参加{tenders}个项目投标，无一中标；按报价家数估算，平均应中{expected}次左右。请查看其投标文件、保证金来源和经常同时投标的单位。"
say.en   = "{bidder_name} bid in {tenders} tenders and won none; by the number of bidders about {expected} wins would be usual. Look at its bids, at who paid the deposits and at the firms it bids beside."
param.min_tenders = { default = 15, unit = "tenders", source = "with four bidders each, one honest firm in about seventy-five wins none of fifteen" }
param.min_expected = { default = 3.5, unit = "wins", source = "the chance of none where so many are usual is about three in a hundred" }
cells    = ["bids.bidder_name", "bids.outcome"]
innocent.new-firm = { zh = "成立不满一年的单位不算", en = "a firm founded less than a year before its last bid" }
innocent.outcome-unknown = { zh = "名单没有写明谁中标的项目不计", en = "tenders whose winner the list does not name do not count" }
innocent.few-bids = { zh = "投标次数少的不算", en = "too few bids to tell" }
*/
WITH tenders AS (
    SELECT o.lot, count(DISTINCT o.bidder) AS bidders, max(o.opened_on) AS opened_on
    FROM offers AS o
    GROUP BY o.lot
    HAVING bool_or(coalesce(o.won, FALSE))                    -- unless: outcome-unknown
),
records AS (
    SELECT
        o.bidder,
        count(DISTINCT o.lot) AS tenders,
        sum(CASE WHEN o.won THEN 1 ELSE 0 END) AS wins,
        sum(1.0 / t.bidders) AS expected,
        max(t.opened_on) AS last_on
    FROM offers AS o
    JOIN tenders AS t
        ON t.lot = o.lot
    WHERE t.bidders >= 2
    GROUP BY o.bidder
),
founded AS (
    SELECT replace(replace(replace(replace(c.company_name, ' ', ''), '　', ''), '（', '('), '）', ')') AS bidder, max(c.founded_on) AS founded_on
    FROM companies AS c
    WHERE c.company_name IS NOT NULL
    GROUP BY replace(replace(replace(replace(c.company_name, ' ', ''), '　', ''), '（', '('), '）', ')')
)
SELECT
    r.bidder                                        AS subject,
    [o.row_id]                                      AS evidence,
    coalesce(o.bid_yuan, 0)                         AS amount_yuan,
    o.bidder_name,
    r.tenders,
    cast(r.expected AS DECIMAL(18,1))               AS expected
FROM records AS r
JOIN offers AS o
    ON o.bidder = r.bidder
JOIN tenders AS t
    ON t.lot = o.lot
LEFT JOIN founded AS f
    ON f.bidder = r.bidder
WHERE r.wins = 0
  AND r.tenders >= $min_tenders                     -- unless: few-bids
  AND r.expected >= $min_expected                   -- unless: few-bids
  AND NOT coalesce(f.founded_on + 365 > r.last_on, FALSE)   -- unless: new-firm
