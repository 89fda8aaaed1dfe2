/* lianjing-rule
id       = "H04"
category = "H04"
strength = "weak"
subject  = "contract"
side     = "by"
title    = { zh = "除中标人外的投标全部被否决而未注明原因", en = "All bids but the winner's were rejected, and no reason is given" }
means    = { zh = "三家以上投标的项目，除中标单位外全部记为废标、无效或不合格，名单中没有写原因。", en = "Of three or more bids all but the winner's are entered as void, invalid or unqualified, and the list gives no reason." }
why      = { zh = "别家都被否了又不说原因，活就只能给那一家，价高质低也没有人能比，老实投标的人以后也不来了。", en = "If all the others are refused without a reason, the job can only go to one, dear or bad as it may be, and honest bidders stay away." }
basis    = ["招标投标法第二十八条、第四十二条：投标人少于三个的，或所有投标被否决的，应当依法重新招标"]
tables   = ["bids"]
say.zh   = "“{project}”有{bidders}家投标，除{bidder_name}（报价{amount_yuan}元）外均被否决，名单未写原因。请核对否决理由和评标记录。"
say.en   = "“{project}” had {bidders} bidders; all but {bidder_name} ({amount_yuan} yuan) were rejected, and the list gives no reason. Check the grounds and the record of the evaluation."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
param.bare_length = { default = 8, unit = "characters", source = "an outcome and remark no longer than this name no reason: 资格审查不合格" }
cells    = ["bids.project_no", "bids.bidder_name", "bids.bid_yuan", "bids.outcome"]
innocent.reason-on-file = { zh = "被否决的投标都写有原因的不算", en = "every rejected bid has its reason written beside it" }
innocent.competition-left = { zh = "还有未被否决的其他投标的不算", en = "some other bid was not rejected" }
innocent.failed = { zh = "已流标、重新招标的不算", en = "the tender was declared failed or called anew" }
*/
WITH tenders AS (
    SELECT
        o.lot,
        min(o.tender) AS tender,
        min(o.project_name) AS project_name,
        count(DISTINCT o.bidder) AS bidders,
        min(CASE WHEN o.won THEN o.row_id END) AS won_row,
        sum(CASE WHEN NOT o.won AND NOT o.refused THEN 1 ELSE 0 END) AS others,
        sum(CASE WHEN o.refused AND length(o.said) <= $bare_length THEN 1 ELSE 0 END) AS without_reason,
        sum(CASE WHEN o.refused THEN 1 ELSE 0 END) AS rejected,
        bool_or(o.failed) AS failed
    FROM offers AS o
    WHERE o.won IS NOT NULL
    GROUP BY o.lot
)
SELECT
    t.lot                             AS subject,
    [w.row_id, CASE WHEN o.row_id <> w.row_id THEN o.row_id END] AS evidence,
    w.bid_yuan                        AS amount_yuan,
    coalesce(t.project_name, t.tender) AS project,
    t.bidders,
    w.bidder_name
FROM tenders AS t
JOIN offers AS w
    ON w.row_id = t.won_row
JOIN offers AS o
    ON o.lot = t.lot
WHERE coalesce(w.bid_yuan, $min_yuan) >= $min_yuan
  AND t.bidders >= 3
  AND t.rejected >= 2
  AND t.others = 0                                            -- unless: competition-left
  AND t.without_reason > 0                                    -- unless: reason-on-file
  AND NOT t.failed                                            -- unless: failed
