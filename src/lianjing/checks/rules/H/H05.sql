/* lianjing-rule
id       = "H05"
category = "H05"
strength = "strong"
subject  = "contract"
side     = "by"
title    = { zh = "投标报价呈规律性差异或异常一致", en = "Bids equal, equally spaced or abnormally close" }
means    = { zh = "同一标段三家以上的报价依次相差同一数额，或有两家报价完全相同，或最高与最低相差不到千分之一。报价取整粗略的名单，巧合的可能大，不作判断。", en = "Three or more bids of one lot differ by one and the same step, two of them are equal, or all lie within a thousandth. Where the list's bids are coarsely rounded, chance does that too, and nothing is said." }
why      = { zh = "几家报的价排得整整齐齐，可能是商量好的；那样的话，公家多付的钱最后是大家的。", en = "Bids that line up too neatly may have been agreed on; then the surplus paid is everybody's money." }
basis    = ["招标投标法实施条例第四十条第四项：不同投标人的投标文件异常一致或者投标报价呈规律性差异，视为相互串通投标"]
tables   = ["bids"]
uses     = ["contracts"]
say.zh   = "“{project}”有{bidders}家报价，最低{low_yuan}元、最高{high_yuan}元，{pattern_zh}。请核对各家投标文件的编制和来源。"
say.en   = "“{project}” had {bidders} bids from {low_yuan} to {high_yuan} yuan: {pattern_en}. Check how and by whom the bids were made up."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
param.close_share = { default = 0.001, unit = "share of the lowest bid", source = "honest bids of one lot spread over several per cent" }
param.min_grains = { default = 100, unit = "steps of rounding in 5 % of the bid", source = "so that three bids fall into equal steps by chance in less than about one lot of a hundred" }
cells    = ["bids.project_no", "bids.bidder_name", "bids.bid_yuan"]
innocent.regulated-price = { zh = "注明政府定价、指导价、固定价、费率、下浮率报价的不算", en = "a price that is set or a rate that is bid, as the remark says" }
innocent.coarse-figures = { zh = "名单中的报价多取整到千元、万元的，等差、相同可能是巧合，不算", en = "in a list of bids rounded to thousands, equal steps may be chance" }
innocent.one-bidder-twice = { zh = "同一家的两轮报价不算", en = "two rounds of one bidder" }
innocent.failed = { zh = "已流标、重新招标的不算", en = "the tender was declared failed or called anew" }
*/
WITH bidders AS (
    SELECT o.lot, o.tender, o.bidder, CASE WHEN count(*) OVER (PARTITION BY o.sheet) >= 12 THEN o.sheet ELSE '' END AS list, min(o.bid_yuan) AS bid_yuan, min(o.row_id) AS row_id, min(o.project_name) AS project_name, string_agg(o.said, '|') AS said,
           bool_or(o.failed) AS failed
    FROM offers AS o
    WHERE o.bid_yuan >= $min_yuan
    GROUP BY o.lot, o.tender, o.bidder, o.sheet
),
rounding AS (            -- to which unit four fifths of a list's bids are rounded; small sheets are judged together
    SELECT
        b.list,
        CASE WHEN 5 * sum(CASE WHEN b.bid_yuan % 1000 = 0 THEN 1 ELSE 0 END) >= 4 * count(*) THEN 1000
             WHEN 5 * sum(CASE WHEN b.bid_yuan % 100 = 0 THEN 1 ELSE 0 END) >= 4 * count(*) THEN 100
             WHEN 5 * sum(CASE WHEN b.bid_yuan % 10 = 0 THEN 1 ELSE 0 END) >= 4 * count(*) THEN 10
             ELSE 1 END AS grain_yuan
    FROM bidders AS b
    GROUP BY b.list
),
steps AS (
    SELECT
        b.lot, b.bid_yuan,
        b.bid_yuan - lag(b.bid_yuan) OVER (PARTITION BY b.lot ORDER BY b.bid_yuan, b.row_id) AS step_yuan
    FROM bidders AS b
),
spacing AS (
    SELECT s.lot, min(s.step_yuan) AS least_step, max(s.step_yuan) AS largest_step, min(s.bid_yuan) AS low_yuan, max(s.bid_yuan) AS high_yuan
    FROM steps AS s
    GROUP BY s.lot
),
lots AS (
    SELECT b.lot, min(b.tender) AS tender, min(b.list) AS list, count(*) AS bidders, min(b.project_name) AS project_name, string_agg(b.said, '|') AS said, bool_or(b.failed) AS failed
    FROM bidders AS b
    GROUP BY b.lot
),
alike AS (
    SELECT
        t.lot, t.bidders, t.tender, t.said, t.failed, p.low_yuan, p.high_yuan, p.least_step, r.grain_yuan,
        coalesce(t.project_name, t.tender) AS project,
        CASE WHEN p.high_yuan = p.low_yuan THEN 'equal'
             WHEN p.largest_step - p.least_step <= 1 AND p.least_step > 0 THEN 'spaced'
             WHEN p.high_yuan - p.low_yuan <= $close_share * p.low_yuan THEN 'close'
             WHEN p.least_step = 0 THEN 'twins' END AS pattern
    FROM lots AS t
    JOIN spacing AS p
        ON p.lot = t.lot
    JOIN rounding AS r
        ON r.list = t.list
    WHERE t.bidders >= 3
),
texts AS (
    SELECT coalesce(c.project_no, c.project_name) AS tender,
           string_agg(coalesce(c.method, '') || '|' || coalesce(c.note, ''), '|') AS remark
    FROM contracts AS c
    GROUP BY coalesce(c.project_no, c.project_name)
),
shown AS (
    SELECT
        a.lot, a.tender, a.bidders, a.project, a.low_yuan, a.high_yuan, a.pattern, a.failed, a.grain_yuan, a.least_step,
        a.said || '|' || a.project || '|' || coalesce(x.remark, '') AS remark
    FROM alike AS a
    LEFT JOIN texts AS x
        ON x.tender = a.tender
    WHERE a.pattern IS NOT NULL
)
SELECT
    s.lot                             AS subject,
    [b.row_id]                        AS evidence,
    b.bid_yuan                        AS amount_yuan,
    s.project,
    s.bidders,
    s.low_yuan,
    s.high_yuan,
    CASE s.pattern WHEN 'equal' THEN '各家报价完全相同'
                   WHEN 'spaced' THEN '由低到高依次相差' || cast(cast(round(s.least_step, 0) AS BIGINT) AS VARCHAR) || '元'
                   WHEN 'close' THEN '相互之间异常接近'
                   ELSE '其中有报价完全相同的' END     AS pattern_zh,
    CASE s.pattern WHEN 'equal' THEN 'all are equal'
                   WHEN 'spaced' THEN 'each is ' || cast(cast(round(s.least_step, 0) AS BIGINT) AS VARCHAR) || ' yuan above the one before'
                   WHEN 'close' THEN 'they are abnormally close'
                   ELSE 'some of them are equal' END   AS pattern_en
FROM shown AS s
JOIN bidders AS b
    ON b.lot = s.lot
WHERE s.pattern IS NOT NULL
  AND NOT s.failed                                                                 -- unless: failed
  AND NOT (s.remark LIKE '%定价%' OR s.remark LIKE '%指导价%' OR s.remark LIKE '%固定%' OR s.remark LIKE '%费率%' OR s.remark LIKE '%下浮%' OR s.remark LIKE '%折扣%' OR s.remark LIKE '%统一价%' OR s.remark LIKE '%政府价%' OR s.remark LIKE '%目录价%' OR s.remark LIKE '%收费标准%' OR s.remark LIKE '%规定价%')   -- unless: regulated-price
  AND (s.pattern = 'equal' OR 0.05 * s.low_yuan >= s.grain_yuan * (CASE WHEN s.pattern = 'spaced' AND s.bidders >= 4 THEN $min_grains / 5 ELSE $min_grains END))   -- unless: coarse-figures
