/* lianjing-rule
id       = "J02"
category = "J02"
strength = "strong"
subject  = "lease"
side     = "by"
title    = { zh = "租期超过上限", en = "The term is longer than allowed" }
means    = { zh = "集体资产出租合同的起止日期相差超过县定最长年限一个月以上；林地、草地、四荒地按更长的法定承包期比较。", en = "Between the first and the last day of the lease lie more than a month beyond the county's longest term; forest, grassland and waste land are held against their longer statutory terms." }
why      = { zh = "一租几十年，租金跟不上行情，孩子们长大了村里也没有地和房可用。", en = "Let for decades, the rent falls behind the times, and the next generation finds no land or house left to the village." }
basis    = ["民法典第七百零五条：租赁期限不得超过二十年，超过部分无效", "农村土地承包法第二十一条：草地承包期三十年至五十年，林地三十年至七十年", "县级规定（standards.toml 的 lease_max_years）"]
tables   = ["leases"]
limits   = ["lease_max_years"]
say.zh   = "{lessee_name}承租的{asset_class}（合同{contract_no}）期限自{began_on}至{ended_on}，约{years}年，超过上限{limit_years}年。请核对合同文本和民主议事手续，超过部分依法处理。"
say.en   = "The lease of {asset_class} to {lessee_name} (contract {contract_no}) runs from {began_on} to {ended_on}, about {years} years, more than the {limit_years} allowed. Check the contract and the village's decision; the part beyond is void."
param.forest_years = { default = 70, unit = "years", source = "农村土地承包法第二十一条（林地）" }
param.waste_years = { default = 50, unit = "years", source = "农村土地承包法第二十一条（草地）；四荒地使用权最长五十年（国办发〔1999〕102号）" }
cells    = ["leases.from_on", "leases.to_on", "leases.term_start", "leases.term_end", "leases.asset_class"]
innocent.forest-land = { zh = "林地、山林在法定承包期以内的不算", en = "forest land within its statutory term" }
innocent.waste-land = { zh = "草地、四荒地在法定承包期以内的不算", en = "grassland and waste land within their statutory term" }
innocent.household-contract = { zh = "家庭承包的承包地按承包期，不按租赁期", en = "land contracted to a household has the contracting term, not that of a lease" }
innocent.ended = { zh = "已提前终止、收回的不算", en = "ended early or taken back" }
innocent.to-the-limit = { zh = "恰到上限，或因起止日写法多出不到一个月的，不算", en = "exactly the limit, or a few days beyond by the way of writing" }
*/
WITH terms AS (
    SELECT
        l.lease_id, l.lessee_name, l.asset_class, l.contract_no, l.from_on, l.to_on, l.rent_yuan, l.row_id, l.ended,
        (year(l.to_on) - year(l.from_on)) * 12 + month(l.to_on) - month(l.from_on) AS months,
        coalesce(l.asset_class, '') || '|' || coalesce(l.note, '') AS land,
        coalesce(l.asset_class, '') || '|' || coalesce(l.method, '') || '|' || coalesce(l.note, '') AS manner,
        m.lease_max_years
    FROM lettings AS l
    CROSS JOIN limits AS m
    WHERE l.from_on IS NOT NULL
      AND l.to_on IS NOT NULL
)
SELECT
    t.lease_id                                   AS subject,
    [t.row_id]                                   AS evidence,
    coalesce(t.rent_yuan, 0)                     AS amount_yuan,
    coalesce(t.lessee_name, '承租人未注明')      AS lessee_name,
    coalesce(t.asset_class, '资产')              AS asset_class,
    coalesce(t.contract_no, '未编号')            AS contract_no,
    t.from_on                                    AS began_on,
    t.to_on                                      AS ended_on,
    cast(round(t.months / 12.0, 0) AS INTEGER)   AS years,
    CASE WHEN t.land LIKE '%林%' OR t.land LIKE '%荒山%' THEN $forest_years
         WHEN t.land LIKE '%荒%' OR t.land LIKE '%草地%' OR t.land LIKE '%草场%' OR t.land LIKE '%草原%' OR t.land LIKE '%草山%' OR t.land LIKE '%滩涂%' OR t.land LIKE '%滩地%' THEN $waste_years
         ELSE t.lease_max_years END              AS limit_years
FROM terms AS t
WHERE t.row_id IS NOT NULL
  AND t.months > 12 * t.lease_max_years                                              -- unless: to-the-limit
  AND NOT (t.months <= 12 * $forest_years AND (t.land LIKE '%林%' OR t.land LIKE '%荒山%'))   -- unless: forest-land
  AND NOT (t.months <= 12 * $waste_years AND (t.land LIKE '%荒%' OR t.land LIKE '%草地%' OR t.land LIKE '%草场%' OR t.land LIKE '%草原%' OR t.land LIKE '%草山%' OR t.land LIKE '%滩涂%' OR t.land LIKE '%滩地%'))   -- unless: waste-land
  AND NOT (t.manner LIKE '%家庭承包%' OR t.manner LIKE '%二轮承包%' OR t.manner LIKE '%承包经营权证%')   -- unless: household-contract
  AND NOT t.ended                                                                    -- unless: ended
