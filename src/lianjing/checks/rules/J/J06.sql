/* lianjing-rule
id       = "J06"
category = "J06"
strength = "weak"
subject  = "lease"
side     = "by"
title    = { zh = "出租集体资产没有民主议事记录", en = "A lease without a record of the village's decision" }
means    = { zh = "台账的会议记录栏多数合同都已填写，本合同记为无或空缺。", en = "In the ledger's column for the minutes most leases have an entry; this one says none, or is empty." }
why      = { zh = "没有开会商量，村民不知道租给了谁、租多少钱，以后起了纠纷也没有凭据。", en = "Without a meeting villagers do not know who rents and for how much, and there is nothing to go by in a later dispute." }
basis    = ["村民委员会组织法第二十四条：集体经济项目的承包方案等须经村民会议讨论决定", "四议两公开工作法"]
tables   = ["leases"]
say.zh   = "{lessee_name}承租的{asset_class}（合同{contract_no}，年租金{amount_yuan}元）会议记录栏为“{minutes}”，同一台账{of_leases}宗中有{with_minutes}宗有记录。请核对是否经村民会议或村民代表会议决定。"
say.en   = "For the lease of {asset_class} to {lessee_name} (contract {contract_no}, {amount_yuan} yuan a year) the column of the minutes says “{minutes}”; {with_minutes} of the {of_leases} leases of that ledger have them. Check whether the village decided it."
param.min_share = { default = 0.8, unit = "share of the ledger's leases with minutes", source = "where fewer are filled the column is not kept" }
param.min_yuan = { default = 500, unit = "yuan a year", source = "small things need no meeting; a county may set its own" }
cells    = ["leases.minutes", "leases.rent_yuan", "leases.contract_no"]
innocent.column-not-kept = { zh = "多数合同都没有填写的台账不算", en = "ledgers in which the column is not kept" }
innocent.said-elsewhere = { zh = "备注或方式写明经会议、表决、四议两公开、平台交易的不算", en = "the remark or the procedure names the meeting, the vote or the trading platform" }
innocent.small = { zh = "租金很小的不算", en = "a small rent" }
innocent.ended = { zh = "已终止、收回的不算", en = "ended or taken back" }
*/
WITH entries AS (
    SELECT
        l.lease_id, l.lessee_name, l.asset_class, l.contract_no, l.rent_yuan, l.row_id, l.ended, l.minutes,
        CASE WHEN count(*) OVER (PARTITION BY l.sheet) >= 8 THEN l.sheet ELSE '' END AS ledger,   -- small sheets are judged together
        l.minutes IS NULL OR trim(l.minutes) IN ('', '/', '-', '—', '×', '空', '缺') OR l.minutes LIKE '无%' OR l.minutes LIKE '没%' OR l.minutes LIKE '未%' OR l.minutes LIKE '否%' OR l.minutes LIKE '缺%' OR l.minutes LIKE '不%' AS missing,
        coalesce(l.method, '') || '|' || coalesce(l.note, '') AS said
    FROM lettings AS l
),
ledgers AS (
    SELECT e.ledger, count(*) AS of_leases, sum(CASE WHEN e.missing THEN 0 ELSE 1 END) AS with_minutes
    FROM entries AS e
    GROUP BY e.ledger
)
SELECT
    e.lease_id                                   AS subject,
    [e.row_id]                                   AS evidence,
    e.rent_yuan                                  AS amount_yuan,
    coalesce(e.lessee_name, '承租人未注明')      AS lessee_name,
    coalesce(e.asset_class, '资产')              AS asset_class,
    coalesce(e.contract_no, '未编号')            AS contract_no,
    coalesce(e.minutes, '空缺')                  AS minutes,
    t.of_leases,
    t.with_minutes
FROM entries AS e
JOIN ledgers AS t
    ON t.ledger = e.ledger
WHERE e.missing
  AND e.rent_yuan >= $min_yuan                                     -- unless: small
  AND t.with_minutes >= $min_share * t.of_leases                   -- unless: column-not-kept
  AND NOT (e.said LIKE '%会议%' OR e.said LIKE '%表决%' OR e.said LIKE '%四议%' OR e.said LIKE '%村民代表%' OR e.said LIKE '%平台%' OR e.said LIKE '%交易中心%' OR e.said LIKE '%决议%')   -- unless: said-elsewhere
  AND NOT e.ended                                                  -- unless: ended
