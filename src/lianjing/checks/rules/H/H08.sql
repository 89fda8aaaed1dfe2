/* lianjing-rule
id       = "H08"
category = "H08"
strength = "screen"
subject  = "contract"
side     = "by"
title    = { zh = "同一批单位多次一起投标、轮流中标", en = "The same group bids together and takes turns in winning" }
means    = { zh = "几个标段的投标单位完全相同（三家以上），且中标单位轮换，而名单中还有其他单位在投标。", en = "The bidders of several lots are exactly the same three or more firms, different ones of them win, and other firms bid in that list as well." }
why      = { zh = "几家总是一起来、轮着中，外面的人进不去，工程的价钱就降不下来。", en = "When the same few come together and win in turn, nobody else gets in and prices do not fall." }
basis    = ["招标投标法第三十二条：投标人不得相互串通投标", "招标投标法实施条例第三十九条"]
tables   = ["bids"]
conditions = [
    { sql = "SELECT count(*) >= 4 FROM (SELECT coalesce(project_no, '') || '|' || coalesce(project_name, '') FROM bids GROUP BY coalesce(project_no, '') || '|' || coalesce(project_name, '') HAVING count(DISTINCT bidder_name) >= 3) AS x", zh = "至少4个标段各有3家以上投标", en = "at least 4 lots with 3 bidders or more" },
    { sql = "SELECT count(DISTINCT bidder_name) >= 6 FROM bids", zh = "至少6家投标单位", en = "at least 6 bidders" },
]
say.zh   = "{bidder_name}等{bidders}家单位在{lots}个标段中一起投标，没有别家参加，由{winners}家分别中标。请查看报价、保证金、标书和中标后是否转包。"
say.en   = "{bidder_name} and others, {bidders} firms, bid together in {lots} lots where nobody else did, and {winners} of them won in turn. Look at prices, deposits, documents and subcontracts."
param.min_lots = { default = 4, unit = "lots", source = "where ten firms bid, the same three meet by chance once in 120 lots" }
param.others = { default = 3, unit = "firms", source = "fewer firms outside the group mean that the region has no others" }
cells    = ["bids.project_no", "bids.bidder_name", "bids.bid_yuan", "bids.outcome"]
innocent.sole-regional-trio = { zh = "名单中几乎没有其他单位的，是当地只有这几家，不算", en = "where hardly anybody else bids the region has only these firms" }
innocent.one-winner = { zh = "总是同一家中标的不是轮流", en = "where one firm wins each time nobody takes turns" }
innocent.one-session = { zh = "同一天开标的几个标段不算：一次投几个标段是常事", en = "lots opened on one day: firms bid for several at once" }
*/
WITH lots AS (
    SELECT o.lot, count(DISTINCT o.bidder) AS bidders, min(o.opened_on) AS opened_on, min(CASE WHEN o.won THEN o.bidder END) AS winner
    FROM offers AS o
    GROUP BY o.lot
    HAVING count(DISTINCT o.bidder) >= 3
),
members AS (
    SELECT DISTINCT o.lot, o.bidder
    FROM offers AS o
    JOIN lots AS t
        ON t.lot = o.lot
),
same AS (                -- each lot with the first lot of the very same bidders
    SELECT a.lot, min(b.first_lot) AS first_lot
    FROM lots AS a
    JOIN (
        SELECT x.lot AS lot, y.lot AS first_lot, count(*) AS common
        FROM members AS x
        JOIN members AS y
            ON y.bidder = x.bidder
        GROUP BY x.lot, y.lot
    ) AS b
        ON b.lot = a.lot
       AND b.common = a.bidders
    JOIN lots AS c
        ON c.lot = b.first_lot
       AND c.bidders = a.bidders
    GROUP BY a.lot
),
groups AS (
    SELECT s.first_lot, count(*) AS lots, count(DISTINCT t.winner) AS winners, count(DISTINCT t.opened_on) AS days, min(t.bidders) AS bidders
    FROM same AS s
    JOIN lots AS t
        ON t.lot = s.lot
    GROUP BY s.first_lot
),
firms AS (
    SELECT count(DISTINCT o.bidder) AS firms FROM offers AS o
),
named AS (
    SELECT m.lot, min(m.bidder) AS first_bidder
    FROM members AS m
    GROUP BY m.lot
)
SELECT
    g.first_lot                       AS subject,
    [o.row_id]                        AS evidence,
    coalesce(o.bid_yuan, 0)           AS amount_yuan,
    n.first_bidder                    AS bidder_name,
    g.bidders,
    g.lots,
    g.winners
FROM groups AS g
CROSS JOIN firms AS f
JOIN named AS n
    ON n.lot = g.first_lot
JOIN same AS s
    ON s.first_lot = g.first_lot
JOIN offers AS o
    ON o.lot = s.lot
WHERE g.lots >= $min_lots
  AND f.firms >= g.bidders + $others                -- unless: sole-regional-trio
  AND g.winners >= 2                                -- unless: one-winner
  AND g.days >= 2                                   -- unless: one-session
