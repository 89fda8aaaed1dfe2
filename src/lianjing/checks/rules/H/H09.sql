/* lianjing-rule
id       = "H09"
category = "H09"
strength = "strong"
subject  = "contract"
side     = "by"
title    = { zh = "同一事项拆成若干合同，每份都在招标限额以下", en = "One thing in several contracts, each below the tender limit" }
means    = { zh = "同一单位就名称相同（去掉标段、序号、方位后相同，或开头六字以上相同、做的是同样的事）的事项，在短期内与同一承建单位签订两份以上未经招标的合同（直接委托的，承建单位不同也算），每份低于县定招标限额，合计达到限额。", en = "One buyer signed two or more contracts without tender for things of one name (the numbers and sides of their parts aside; or of one long beginning and the same kind) within a short time, with one supplier (by direct award also with several), each below the county's tender limit, together at or above it." }
why      = { zh = "一个活拆成几份，就不用公开比价，别的施工队没有机会，村里也可能多花钱。", en = "Cut into parts, a job need not be offered openly: other builders have no chance, and the village may pay more." }
basis    = ["招标投标法第四条：任何单位和个人不得将依法必须进行招标的项目化整为零或者以其他任何方式规避招标", "县级规定（standards.toml 的 tender_yuan）"]
tables   = ["contracts"]
uses     = ["bids"]
limits   = ["tender_yuan"]
say.zh   = "{payer_unit}就“{object}”签订{money_rows}份合同，合计{amount_yuan}元（首份{first_on}，{supplier_name}），每份都低于招标限额{limit_yuan}元，合计达到限额。请核对是否属于同一项目、为何未一并招标。"
say.en   = "{payer_unit} signed {money_rows} contracts for “{object}”, {amount_yuan} yuan together (the first on {first_on}, with {supplier_name}), each below the tender limit of {limit_yuan} yuan, together not. Check whether they are one project and why they were not tendered as one."
param.window_days = { default = 90, unit = "days", source = "parts of one project follow each other within a season; a county may set its own" }
param.several_days = { default = 30, unit = "days", source = "the same, where the suppliers differ" }
cells    = ["contracts.project_name", "contracts.payer_unit", "contracts.supplier_name", "contracts.amount_yuan", "contracts.signed_on", "contracts.method"]
innocent.seasonal-lots = { zh = "名称写明春、夏、秋、冬或上下半年、季度、月份的分季事项不算", en = "lots by season, half-year, quarter or month, as their names say" }
innocent.different-object = { zh = "事项名称不同的不算，同村同镇的两项工程也不算", en = "the names say different things, be they works of one village" }
innocent.tendered = { zh = "经招标的合同，以及在投标名单中有三家以上报价的，不算", en = "contracts by tender, or with three bidders in the lists of bids" }
innocent.far-apart = { zh = "相隔超过规定天数的不算", en = "contracts too far apart in time" }
innocent.other-village = { zh = "写明在不同村实施的不算", en = "works in different villages, as the ledger says" }
innocent.cancelled = { zh = "已解除、作废的合同不计入合计", en = "contracts that were cancelled do not count" }
innocent.supplement = { zh = "补充协议、变更、增补合同不算（另行核对变更）", en = "supplements and changes to a contract (to be looked at as such)" }
innocent.emergency = { zh = "应急、抢险、救灾、防汛的不算", en = "emergency and flood works" }
innocent.framework = { zh = "框架协议、定点、协议供货下的分次合同不算", en = "calls under a framework agreement" }
*/
WITH tendered AS (
    SELECT o.tender
    FROM offers AS o
    GROUP BY o.tender
    HAVING count(DISTINCT o.bidder) >= 3
),
small AS (
    SELECT
        a.buyer, a.supplier, a.object, a.payer_unit, a.supplier_name, a.method, a.amount_yuan, a.signed_on, a.row_id, l.tender_yuan,
        coalesce(a.village, '') AS village,
        a.method LIKE '%直接%' OR a.method LIKE '%委托%' OR a.method LIKE '%指定%' OR a.method LIKE '%协商%' OR a.method LIKE '%自行%' OR a.method LIKE '%单一%' AS direct
    FROM agreements AS a
    CROSS JOIN limits AS l
    LEFT JOIN tendered AS t
        ON t.tender = a.tender
    WHERE a.amount_yuan > 0
      AND a.amount_yuan < l.tender_yuan
      AND a.signed_on IS NOT NULL
      AND a.buyer IS NOT NULL
      AND length(a.object) >= 2
      AND NOT (t.tender IS NOT NULL OR a.method LIKE '%招标%' OR a.method LIKE '%招投标%')   -- unless: tendered
      AND NOT (a.said LIKE '%春%' OR a.said LIKE '%夏%' OR a.said LIKE '%秋%' OR a.said LIKE '%冬%' OR a.said LIKE '%季%' OR a.said LIKE '%上半年%' OR a.said LIKE '%下半年%' OR a.said LIKE '%月份%' OR a.said LIKE '%汛期%')   -- unless: seasonal-lots
      AND NOT (a.said LIKE '%解除%' OR a.said LIKE '%作废%' OR a.said LIKE '%取消%' OR a.said LIKE '%撤销%' OR a.said LIKE '%未履行%' OR a.said LIKE '%未实施%')   -- unless: cancelled
      AND NOT (a.said LIKE '%补充%' OR a.said LIKE '%变更%' OR a.said LIKE '%增补%' OR a.said LIKE '%追加%' OR a.said LIKE '%续签%')   -- unless: supplement
      AND NOT (a.said LIKE '%应急%' OR a.said LIKE '%抢险%' OR a.said LIKE '%抢修%' OR a.said LIKE '%救灾%' OR a.said LIKE '%防汛%' OR a.said LIKE '%抗旱%' OR a.said LIKE '%疫情%' OR a.said LIKE '%水毁%')   -- unless: emergency
      AND NOT (a.said LIKE '%框架%' OR a.said LIKE '%定点%' OR a.said LIKE '%协议供货%')   -- unless: framework
),
stems AS (               -- the object without the words that tell one part of a work from another, and how long the place at its head is
    SELECT
        t.row_id,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(t.object, '东线', ''), '西线', ''), '南线', ''), '北线', ''), '主线', ''), '支线', ''), '干线', ''), '一线', ''), '左岸', ''), '右岸', ''), '东侧', ''), '西侧', ''), '南侧', ''), '北侧', ''), '东片', ''), '西片', ''), '南片', ''), '北片', ''), '上游', ''), '中游', ''), '下游', ''), '续建', '') AS stem,
        CASE WHEN t.village <> '' AND starts_with(t.object, t.village) THEN length(t.village)
             WHEN length(t.village) >= 3 AND starts_with(t.object, left(t.village, length(t.village) - 1)) THEN length(t.village) - 1
             WHEN substring(t.object, 3, 1) IN ('村', '镇', '乡', '县', '区') THEN 3
             WHEN substring(t.object, 4, 1) IN ('村', '镇', '乡', '县', '区') THEN 4
             WHEN substring(t.object, 5, 1) IN ('村', '镇', '乡', '县', '区') THEN 5
             WHEN substring(t.object, 6, 1) IN ('村', '镇', '乡', '县', '区') THEN 6
             ELSE 3 END AS place_length
    FROM small AS t
),
works AS (               -- `kind`: the words of the object that say what is done to what
    SELECT
        t.buyer, t.supplier, t.object, t.payer_unit, t.supplier_name, t.direct, t.village, t.amount_yuan, t.signed_on, t.tender_yuan, t.row_id,
        s.stem,
        left(s.stem, s.place_length + 6) AS head,
        length(s.stem) - s.place_length AS own_length,
        CASE WHEN s.stem LIKE '%路%' THEN '路' ELSE '' END
        || CASE WHEN s.stem LIKE '%桥%' THEN '桥' ELSE '' END
        || CASE WHEN s.stem LIKE '%渠%' THEN '渠' ELSE '' END
        || CASE WHEN s.stem LIKE '%管%' THEN '管' ELSE '' END
        || CASE WHEN s.stem LIKE '%水%' THEN '水' ELSE '' END
        || CASE WHEN s.stem LIKE '%井%' THEN '井' ELSE '' END
        || CASE WHEN s.stem LIKE '%池%' THEN '池' ELSE '' END
        || CASE WHEN s.stem LIKE '%坝%' THEN '坝' ELSE '' END
        || CASE WHEN s.stem LIKE '%河%' THEN '河' ELSE '' END
        || CASE WHEN s.stem LIKE '%沟%' THEN '沟' ELSE '' END
        || CASE WHEN s.stem LIKE '%灯%' THEN '灯' ELSE '' END
        || CASE WHEN s.stem LIKE '%亮化%' THEN '亮化' ELSE '' END
        || CASE WHEN s.stem LIKE '%绿化%' THEN '绿化' ELSE '' END
        || CASE WHEN s.stem LIKE '%硬化%' THEN '硬化' ELSE '' END
        || CASE WHEN s.stem LIKE '%广场%' THEN '广场' ELSE '' END
        || CASE WHEN s.stem LIKE '%戏台%' THEN '戏台' ELSE '' END
        || CASE WHEN s.stem LIKE '%舞台%' THEN '舞台' ELSE '' END
        || CASE WHEN s.stem LIKE '%文化%' THEN '文化' ELSE '' END
        || CASE WHEN s.stem LIKE '%学校%' THEN '学校' ELSE '' END
        || CASE WHEN s.stem LIKE '%校舍%' THEN '校舍' ELSE '' END
        || CASE WHEN s.stem LIKE '%厕%' THEN '厕' ELSE '' END
        || CASE WHEN s.stem LIKE '%垃圾%' THEN '垃圾' ELSE '' END
        || CASE WHEN s.stem LIKE '%污水%' THEN '污水' ELSE '' END
        || CASE WHEN s.stem LIKE '%墙%' THEN '墙' ELSE '' END
        || CASE WHEN s.stem LIKE '%卫生%' THEN '卫生' ELSE '' END
        || CASE WHEN s.stem LIKE '%房%' THEN '房' ELSE '' END
        || CASE WHEN s.stem LIKE '%棚%' THEN '棚' ELSE '' END
        || CASE WHEN s.stem LIKE '%停车%' THEN '停车' ELSE '' END
        || CASE WHEN s.stem LIKE '%电%' THEN '电' ELSE '' END
        || CASE WHEN s.stem LIKE '%网%' THEN '网' ELSE '' END
        || CASE WHEN s.stem LIKE '%平整%' THEN '平整' ELSE '' END
        || CASE WHEN s.stem LIKE '%清淤%' THEN '清淤' ELSE '' END
        || CASE WHEN s.stem LIKE '%防渗%' THEN '防渗' ELSE '' END
        || CASE WHEN s.stem LIKE '%修缮%' THEN '修缮' ELSE '' END
        || CASE WHEN s.stem LIKE '%维修%' THEN '维修' ELSE '' END
        || CASE WHEN s.stem LIKE '%养护%' THEN '养护' ELSE '' END
        || CASE WHEN s.stem LIKE '%改造%' THEN '改造' ELSE '' END
        || CASE WHEN s.stem LIKE '%新建%' THEN '新建' ELSE '' END
        || CASE WHEN s.stem LIKE '%采购%' THEN '采购' ELSE '' END
        || CASE WHEN s.stem LIKE '%购置%' THEN '购置' ELSE '' END
        || CASE WHEN s.stem LIKE '%设计%' THEN '设计' ELSE '' END
        || CASE WHEN s.stem LIKE '%勘察%' THEN '勘察' ELSE '' END
        || CASE WHEN s.stem LIKE '%监理%' THEN '监理' ELSE '' END
        || CASE WHEN s.stem LIKE '%测绘%' THEN '测绘' ELSE '' END
        || CASE WHEN s.stem LIKE '%审计%' THEN '审计' ELSE '' END
        || CASE WHEN s.stem LIKE '%检测%' THEN '检测' ELSE '' END
        || CASE WHEN s.stem LIKE '%运输%' THEN '运输' ELSE '' END
        || CASE WHEN s.stem LIKE '%宣传%' THEN '宣传' ELSE '' END AS kind
    FROM small AS t
    JOIN stems AS s
        ON s.row_id = t.row_id
),
windows AS (             -- a contract, and those which the same buyer signed within the days after it for the same thing
    SELECT a.row_id AS first_row, b.row_id, b.amount_yuan, b.tender_yuan, a.signed_on AS first_on
    FROM works AS a
    JOIN works AS b
        ON b.buyer = a.buyer
       AND b.signed_on >= a.signed_on
    WHERE (b.stem = a.stem OR (b.head = a.head AND b.kind = a.kind AND least(a.own_length, b.own_length) >= 6))
      AND ((b.supplier = a.supplier AND b.signed_on <= a.signed_on + $window_days) OR (a.direct AND b.direct AND b.stem = a.stem AND b.signed_on <= a.signed_on + $several_days))
      AND (a.village = b.village OR a.village = '' OR b.village = '')   -- unless: other-village
),
reached AS (
    SELECT w.first_row
    FROM windows AS w
    GROUP BY w.first_row, w.tender_yuan
    HAVING count(*) >= 2
       AND sum(w.amount_yuan) >= w.tender_yuan
),
parts AS (
    SELECT w.row_id, min(w.first_on) AS first_on
    FROM windows AS w
    JOIN reached AS r
        ON r.first_row = w.first_row
    GROUP BY w.row_id
)
SELECT
    s.buyer || '|' || s.head || '|' || cast(year(p.first_on) AS VARCHAR) AS subject,
    [s.row_id]                        AS evidence,
    s.amount_yuan,
    s.payer_unit,
    s.object,
    s.supplier_name,
    p.first_on,
    s.tender_yuan                     AS limit_yuan
FROM works AS s
JOIN parts AS p
    ON p.row_id = s.row_id
