/* lianjing-rule
id       = "H10"
category = "H10"
strength = "strong"
subject  = "contract"
side     = "by"
title    = { zh = "合同早于开标，或完工早于签订", en = "A contract signed before the bids were opened, or works completed before it was signed" }
means    = { zh = "项目合同的签订日期早于投标名单中的开标日期，或完工日期早于签订日期。", en = "The day on which the contract was signed lies before the day on which the bids were opened, or the day of completion lies before it was signed." }
why      = { zh = "先干活后补手续，谁来干早就定了，后面的开标成了走过场；出了质量问题也说不清谁负责。", en = "If work comes before the papers, it was settled who would do it and the bidding is for show; when something breaks, nobody is answerable." }
basis    = ["招标投标法第四十五条、第四十六条：先确定中标人，自中标通知书发出之日起三十日内订立书面合同", "合同应当先签订、后履行"]
tables   = ["contracts"]
uses     = ["bids"]
say.zh   = "{payer_unit}的“{project}”（{supplier_name}，{amount_yuan}元）合同签订日期为{signed_on}，{contradiction_zh}。请核对是否先施工后补手续，或日期是否误录。"
say.en   = "{payer_unit}'s “{project}” ({supplier_name}, {amount_yuan} yuan) was signed on {signed_on}, {contradiction_en}. Check whether the papers were made up afterwards, or a date was mistyped."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
cells    = ["contracts.signed_on", "contracts.completed_on", "contracts.amount_yuan", "bids.opened_on", "bids.project_no"]
innocent.emergency = { zh = "应急、抢险、救灾、防汛的可以先施工后补合同，不算", en = "in an emergency works may begin before the papers" }
innocent.framework = { zh = "框架协议、续签、补充协议不算", en = "framework agreements, renewals and supplements" }
innocent.second-call = { zh = "有几个开标日期的，只看最早的；流标的开标不看", en = "of several openings the earliest counts, and not those of tenders that failed" }
innocent.cancelled = { zh = "已解除、作废的合同不算", en = "contracts that were cancelled" }
innocent.other-project = { zh = "承建单位不在该编号的投标名单中的，多为编号重复，不与该开标日期比较", en = "where the supplier is not among the bidders of that number the number stands for two projects" }
innocent.same-day = { zh = "同一天的不算", en = "one and the same day" }
*/
WITH openings AS (
    SELECT o.tender, min(o.opened_on) AS opened_on
    FROM offers AS o
    WHERE o.opened_on IS NOT NULL
      AND NOT o.failed
    GROUP BY o.tender
),
opening_rows AS (
    SELECT g.tender, g.opened_on, min(o.row_id) AS row_id
    FROM openings AS g
    JOIN offers AS o
        ON o.tender = g.tender
       AND o.opened_on = g.opened_on
    GROUP BY g.tender, g.opened_on
),
heard AS (
    SELECT DISTINCT o.tender, o.bidder FROM offers AS o
),
dated AS (
    SELECT
        a.tender, a.row_id, a.amount_yuan, a.project_name, a.payer_unit, a.supplier_name, a.supplier, a.buyer, a.signed_on, a.completed_on, a.method || '|' || a.said AS said,
        g.opened_on,
        CASE WHEN a.signed_on < g.opened_on THEN g.row_id END AS opening_row
    FROM agreements AS a
    LEFT JOIN heard AS h
        ON h.tender = a.tender
       AND h.bidder = a.supplier
    LEFT JOIN opening_rows AS g
        ON g.tender = h.tender
    WHERE a.signed_on IS NOT NULL
      AND (a.signed_on < g.opened_on OR a.completed_on < a.signed_on)
)
SELECT
    coalesce(d.tender, coalesce(d.buyer, '') || '|' || coalesce(d.supplier, '') || '|' || cast(d.signed_on AS VARCHAR)) AS subject,
    [d.row_id, d.opening_row]         AS evidence,
    d.amount_yuan,
    coalesce(d.payer_unit, '单位未注明') AS payer_unit,
    coalesce(d.project_name, d.tender, '项目未注明') AS project,
    coalesce(d.supplier_name, '承建单位未注明') AS supplier_name,
    d.signed_on,
    CASE WHEN d.opening_row IS NOT NULL THEN '而开标日期为' || cast(d.opened_on AS VARCHAR)
         ELSE '而完工日期为' || cast(d.completed_on AS VARCHAR) END                AS contradiction_zh,
    CASE WHEN d.opening_row IS NOT NULL THEN 'while the bids were opened on ' || cast(d.opened_on AS VARCHAR)
         ELSE 'while the works were completed on ' || cast(d.completed_on AS VARCHAR) END AS contradiction_en
FROM dated AS d
WHERE coalesce(d.amount_yuan, $min_yuan) >= $min_yuan
  AND NOT (d.said LIKE '%应急%' OR d.said LIKE '%抢险%' OR d.said LIKE '%抢修%' OR d.said LIKE '%救灾%' OR d.said LIKE '%防汛%' OR d.said LIKE '%抗旱%' OR d.said LIKE '%疫情%' OR d.said LIKE '%紧急%' OR d.said LIKE '%水毁%')   -- unless: emergency
  AND NOT (d.said LIKE '%框架%' OR d.said LIKE '%续签%' OR d.said LIKE '%补充%' OR d.said LIKE '%变更%' OR d.said LIKE '%定点%')   -- unless: framework
  AND NOT (d.said LIKE '%解除%' OR d.said LIKE '%作废%' OR d.said LIKE '%取消%' OR d.said LIKE '%撤销%')   -- unless: cancelled
