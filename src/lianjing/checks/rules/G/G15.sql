/* lianjing-rule
id       = "G15"
category = "G15"
strength = "strong"
subject  = "lease"
side     = "by"
title    = { zh = "合同租金应收未收", en = "Rent due under a contract and not received" }
means    = { zh = "集体资产出租台账中，在用的合同全年实收租金少于年租金，差额超过年租金的一成，没有分期、缓交、减免、预交或诉讼的说明。", en = "For a lease in force the ledger has less received in the year than the year's rent, by more than a tenth, and gives no instalments, deferral, remission, prepayment or suit." }
why      = { zh = "集体的房、地租出去，租金是全村人的收入；收不上来或收了不入账，分红和修路的钱就少了。", en = "Rent for the collective's houses and land is the whole village's income: if it is not collected or not booked, there is less for dividends and for roads." }
basis    = ["村集体经济组织财务制度：发包、出租收入应当及时足额收取入账", "合同约定的租金和交付时间"]
tables   = ["leases"]
say.zh   = "{lessee_name}承租的{asset_class}（合同{contract_no}）年租金{rent_yuan}元，实收{received_yuan}元，少收{amount_yuan}元。请核对是否欠缴、是否已收未入账。"
say.en   = "The lease of {asset_class} to {lessee_name} (contract {contract_no}) brings {rent_yuan} yuan a year; {received_yuan} were received, {amount_yuan} short. Check whether the rent is owed, or was received and not booked."
param.min_yuan = { default = 100, unit = "yuan", source = "roundings and small change are no finding; a county may set its own" }
param.min_share = { default = 0.1, unit = "share of the rent", source = "rent is seldom settled to the yuan" }
cells    = ["leases.rent_yuan", "leases.rent_received_yuan", "leases.lessee_name", "leases.contract_no"]
innocent.instalment-plan = { zh = "注明分期、分次、下期交、缓交的不算", en = "instalments or a deferral, as the remark says" }
innocent.remitted = { zh = "注明减免、受灾、免租期、抵扣的不算", en = "remitted or set off, as the remark says" }
innocent.prepaid = { zh = "注明一次性交清、预交、上年已交的不算", en = "paid ahead, as the remark says" }
innocent.enforced = { zh = "注明已起诉、在执行的不算", en = "the village has sued already" }
innocent.began-this-year = { zh = "查验日以前不满一年才起始的，租金不满一年，不算", en = "a lease that began less than a year before has no full year's rent" }
innocent.over = { zh = "查验年度以前已到期、已终止或年内终止的不算（到期仍使用的另行核对）", en = "a lease that had ended before, or ended in the year (use beyond the end is looked at as such)" }
innocent.column-not-kept = { zh = "台账中多数合同没有实收数，或多数实收低于年租金的，是该栏未登记或口径不同，不算", en = "where most leases of a list have no sum received, or one below the rent, the column is not kept or means something else" }
*/
WITH due AS (
    SELECT
        l.lease_id, l.lessee_name, l.asset_class, l.contract_no, l.rent_yuan, l.rent_received_yuan, l.from_on, l.to_on, l.row_id, l.ended,
        CASE WHEN count(*) OVER (PARTITION BY l.sheet) >= 8 THEN l.sheet ELSE '' END AS list,   -- small sheets are judged together
        coalesce(l.rent_received_yuan, 0) AS received_yuan,
        l.rent_yuan - coalesce(l.rent_received_yuan, 0) AS short_yuan,
        -- what is denied does not count as said: 未交清
        replace(replace(replace(replace(replace(replace(replace(replace(coalesce(l.status, '') || '|' || coalesce(l.note, '') || '|' || coalesce(l.renewal, ''),
            '未交清', ''), '未缴清', ''), '未付清', ''), '未一次性', ''), '未预交', ''), '未减免', ''), '未起诉', ''), '没交清', '') AS said,
        n.as_of
    FROM lettings AS l
    CROSS JOIN run AS n
    WHERE l.rent_yuan > 0
),
lists AS (               -- how the column is kept in each list
    SELECT
        d.list,
        count(*) AS leases,
        sum(CASE WHEN d.rent_received_yuan >= d.rent_yuan * (1 - $min_share) THEN 1 ELSE 0 END) AS full_rent
    FROM due AS d
    GROUP BY d.list
)
SELECT
    d.lease_id                                   AS subject,
    [d.row_id]                                   AS evidence,
    cast(d.short_yuan AS DECIMAL(18,2))          AS amount_yuan,
    coalesce(d.lessee_name, '承租人未注明')      AS lessee_name,
    coalesce(d.asset_class, '资产')              AS asset_class,
    coalesce(d.contract_no, '未编号')            AS contract_no,
    d.rent_yuan,
    d.received_yuan
FROM due AS d
JOIN lists AS t
    ON t.list = d.list
WHERE d.short_yuan >= $min_yuan
  AND d.short_yuan > d.rent_yuan * $min_share
  AND 2 * t.full_rent >= t.leases                                                      -- unless: column-not-kept
  AND NOT (d.said LIKE '%分期%' OR d.said LIKE '%分次%' OR d.said LIKE '%分批%' OR d.said LIKE '%分两%' OR d.said LIKE '%缓%' OR d.said LIKE '%下期%' OR d.said LIKE '%下年%' OR d.said LIKE '%次年%' OR d.said LIKE '%季付%' OR d.said LIKE '%半年付%' OR d.said LIKE '%延期交%' OR d.said LIKE '%延期支付%' OR d.said LIKE '%延期缴%' OR d.said LIKE '%未到%' OR d.said LIKE '%尚不到%')   -- unless: instalment-plan
  AND NOT (d.said LIKE '%减免%' OR d.said LIKE '%免租%' OR d.said LIKE '%免收%' OR d.said LIKE '%减租%' OR d.said LIKE '%减收%' OR d.said LIKE '%免交%' OR d.said LIKE '%灾%' OR d.said LIKE '%疫情%' OR d.said LIKE '%抵%' OR d.said LIKE '%征占%' OR d.said LIKE '%征收%' OR d.said LIKE '%停用%')   -- unless: remitted
  AND NOT (d.said LIKE '%一次性%' OR d.said LIKE '%预交%' OR d.said LIKE '%预收%' OR d.said LIKE '%预缴%' OR d.said LIKE '%提前交%' OR d.said LIKE '%提前缴%' OR d.said LIKE '%交清%' OR d.said LIKE '%缴清%' OR d.said LIKE '%付清%' OR d.said LIKE '%已交%' OR d.said LIKE '%已缴%' OR d.said LIKE '%补交%' OR d.said LIKE '%补缴%' OR d.said LIKE '%已收讫%' OR d.said LIKE '%上年%')   -- unless: prepaid
  AND NOT (d.said LIKE '%起诉%' OR d.said LIKE '%诉讼%' OR d.said LIKE '%法院%' OR d.said LIKE '%强制执行%' OR d.said LIKE '%申请执行%' OR d.said LIKE '%仲裁%')   -- unless: enforced
  AND coalesce(d.from_on <= d.as_of - 364, TRUE)                                       -- unless: began-this-year
  AND NOT (d.ended OR coalesce(d.to_on < d.as_of - 364, FALSE) OR coalesce(d.to_on < d.as_of AND year(d.to_on) = year(d.as_of), FALSE))   -- unless: over
