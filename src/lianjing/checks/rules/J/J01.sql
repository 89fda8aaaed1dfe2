/* lianjing-rule
id       = "J01"
category = "J01"
strength = "strong"
subject  = "lease"
side     = "by"
title    = { zh = "租期届满仍在使用", en = "The lease has expired and the asset is still used" }
means    = { zh = "集体资产出租台账中，合同已到期，台账状态仍为使用或履行，没有续签、收回或另签合同的记载。", en = "In the ledger of leases the contract has expired; its state is still in use or in force, and no renewal, return or new contract is recorded." }
why      = { zh = "到期了还占着用，村里这几年的租金就没有着落，想租的村民也租不到。", en = "If a lease has ended and the asset is still used, the village has no claim to rent for those years, and villagers who want it cannot have it." }
basis    = ["农村集体资产管理的一般要求：合同到期应及时收回或按程序重新发包", "民法典第七百三十四条：租赁期限届满，承租人继续使用的，原合同继续有效，但租赁期限为不定期"]
tables   = ["leases"]
say.zh   = "{lessee_name}承租的{asset_class}（合同{contract_no}）已于{ended_on}到期，至{read_on}台账仍记为“{state}”，未见续签或收回。请核对现由谁使用、租金如何收取，并办理收回或重新发包。"
say.en   = "The lease of {asset_class} to {lessee_name} (contract {contract_no}) expired on {ended_on}; on {read_on} the ledger still says “{state}”, and shows neither renewal nor return. Check who uses it at what rent, and take it back or let it anew."
param.grace_days = { default = 30, unit = "days", source = "handing over takes a few weeks; a county may set its own" }
cells    = ["leases.to_on", "leases.term_end", "leases.status", "leases.renewal", "leases.lessee_name", "leases.rent_yuan"]
innocent.renewal-tabled = { zh = "已续签、已延期，或续签正在办理、待表决的不算；续签写明的到期年份也已过去的仍算", en = "renewed or extended, or a renewal is being decided; not where the renewal itself names a year that has passed" }
innocent.ended = { zh = "已终止、收回、退还、注销、转让、重新发包或闲置的不算", en = "ended, taken back, returned, let anew or lying idle" }
innocent.new-contract = { zh = "台账中另有同村、同一承租人、同类资产的后续合同的不算", en = "the ledger has a later contract of the same lessee in that village for that class" }
innocent.within-grace = { zh = "刚到期的不算", en = "it expired a few days ago" }
innocent.state-unknown = { zh = "台账没有写状态的不算", en = "the ledger does not say in what state the lease is" }
*/
WITH expired AS (
    SELECT
        l.lease_id, l.town_key, l.village_key, l.contract_no, l.lessee_name, l.person_key, l.asset_class, l.to_on, l.rent_yuan, l.row_id, l.status, l.in_use, l.ended,
        l.renewed AND NOT coalesce(l.renewed_to < cast(year(n.as_of) AS VARCHAR), FALSE) AS renewed,
        n.as_of
    FROM lettings AS l
    CROSS JOIN run AS n
    WHERE l.to_on IS NOT NULL
      AND l.to_on + $grace_days < n.as_of              -- unless: within-grace
),
later AS (
    SELECT DISTINCT e.row_id
    FROM expired AS e
    JOIN lettings AS o
        ON o.village_key = e.village_key
       AND o.row_id <> e.row_id
    WHERE o.to_on > e.to_on
      AND o.to_on >= e.as_of
      AND coalesce(o.town_key = e.town_key, TRUE)
      AND coalesce(o.asset_class = e.asset_class, TRUE)
      AND (coalesce(o.person_key = e.person_key, FALSE) OR coalesce(o.lessee_name = e.lessee_name, FALSE) OR coalesce(o.contract_no = e.contract_no, FALSE))
)
SELECT
    e.lease_id                                   AS subject,
    [e.row_id]                                   AS evidence,
    coalesce(e.rent_yuan, 0)                     AS amount_yuan,
    coalesce(e.lessee_name, '承租人未注明')      AS lessee_name,
    coalesce(e.asset_class, '资产')              AS asset_class,
    coalesce(e.contract_no, '未编号')            AS contract_no,
    e.to_on                                      AS ended_on,
    e.as_of                                      AS read_on,
    coalesce(e.status, '未注明')                 AS state
FROM expired AS e
LEFT JOIN later AS o
    ON o.row_id = e.row_id
WHERE e.row_id IS NOT NULL
  AND NOT e.renewed                                    -- unless: renewal-tabled
  AND NOT e.ended                                      -- unless: ended
  AND o.row_id IS NULL                                 -- unless: new-contract
  AND e.in_use                                         -- unless: state-unknown
