/* lianjing-rule
id       = "J05"
category = "J05"
strength = "strong"
subject  = "lease"
side     = "by"
title    = { zh = "村干部或其申报亲属承租本村集体资产，未经公开竞价", en = "A village official, or declared kin, leases the village's asset without an open auction" }
means    = { zh = "本村干部在任期间承租本村集体资产，或合同签订（无签订日期的按起始日）时在任干部申报的亲属、其担任负责人的单位承租，且台账没有三家以上公开竞价的记载。", en = "An official of the village leases its asset during the term, or the lessee is someone whom an official serving when the contract was signed (or began) had declared as kin, or a firm in the official's name, and the ledger shows no open auction of three or more." }
why      = { zh = "干部管着集体的东西，又自己或让亲属来租，别人没有机会出更高的价，吃亏的是全村。", en = "When those who manage common property rent it themselves or to kin, others cannot offer more, and the whole village loses." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不准利用职务之便在集体资产承包、租赁中谋取私利", "村民委员会组织法：回避与民主议事"]
tables   = ["leases", "officials"]
uses     = ["kin", "companies", "households"]
say.zh   = "{lessee_name}承租本村{asset_class}（合同{contract_no}，起始{began_on}，年租金{amount_yuan}元，方式：{manner}）；{tie_zh}。请核对发包程序、回避和定价。"
say.en   = "{lessee_name} leases {asset_class} of the village (contract {contract_no}, from {began_on}, {amount_yuan} yuan a year, procedure: {manner}); {tie_en}. Check how it was let, who recused himself and how the price was set."
param.open_bidders = { default = 3, unit = "bidders", source = "an auction with fewer is no competition" }
cells    = ["leases.lessee_name", "leases.method", "leases.bidders", "leases.from_on", "leases.rent_yuan", "officials.name", "officials.post", "officials.from_on", "officials.to_on", "kin.name", "kin.official_name", "kin.relation", "companies.company_name", "companies.name"]
innocent.open-auction = { zh = "公开竞价、招标且有三家以上报价的不算", en = "an open auction or tender with three or more bidders" }
innocent.before-term = { zh = "亲属、单位在该干部任职以前已签的合同不算；干部本人的合同在任职以前已到期的不算", en = "kin's or a firm's contract from before the official took office; the official's own where it had run out by then" }
left_out.own-contract-before-term = { zh = "干部本人任职以前签订、任职后仍在履行的合同也列出：名册多只记现任职务的起始日，看不出以前的职务，而租金收缴、续签由其本人经手。说明中写明两个日期。", en = "The official's own contract from before the term that runs on in it is shown: registers mostly have the first day of the present post, not of earlier ones, and the official now sees to the rent and the renewal. The sentence gives both days." }
innocent.after-term = { zh = "离任以后才签的合同不算", en = "a contract from after the official left office" }
innocent.other-village = { zh = "承租外村资产的不算", en = "an asset of another village" }
innocent.kinship-outside-dates = { zh = "签订时亲属关系尚未开始或已终止的不算", en = "the kinship began after the contract or had ended before it" }
innocent.namesake = { zh = "台账没有身份证号的，同村有几个同名的人，不算", en = "where the ledger has no ID and several people of the village bear that name" }
innocent.own-contracted-land = { zh = "家庭承包、二轮承包地人人有份，不算", en = "land that every household was given to contract" }
innocent.ended = { zh = "已终止、收回的不算", en = "ended or taken back" }
*/
WITH terms AS (
    SELECT
        o.person_key, o.row_id, o.name, o.post, v.village_key, w.town_key,
        coalesce(o.from_on, o.term_start, DATE '1900-01-01') AS term_from,
        CASE WHEN coalesce(o.to_on, o.term_end) IS NOT NULL THEN coalesce(o.to_on, o.term_end)
             WHEN coalesce(o.status, '') LIKE '%离任%' OR coalesce(o.status, '') LIKE '%卸任%' OR coalesce(o.status, '') LIKE '%免%' OR coalesce(o.status, '') LIKE '%辞%' OR coalesce(o.status, '') LIKE '%离职%' OR coalesce(o.status, '') LIKE '%届满%' OR coalesce(o.status, '') LIKE '%期满%' THEN DATE '1900-01-01'
             ELSE DATE '9999-12-31' END AS term_to
    FROM officials AS o
    JOIN village_keys AS v
        ON v.village = o.village
    LEFT JOIN town_keys AS w
        ON w.town = o.town
    WHERE o.name IS NOT NULL
),
bearers AS (             -- how many people of a village bear a name
    SELECT r.village_key, r.name, count(DISTINCT r.person_key) AS persons
    FROM residents AS r
    GROUP BY r.village_key, r.name
),
let AS (
    SELECT
        l.lease_id, l.village_key, l.town_key, l.person_key, l.lessee_name, l.asset_class, l.contract_no, l.from_on, l.rent_yuan, l.row_id, l.ended,
        coalesce(l.bidders, CASE WHEN l.method LIKE '%公开%' OR l.method LIKE '%招标%' OR l.method LIKE '%竞%' OR l.method LIKE '%拍%' THEN $open_bidders ELSE 0 END) AS bidders,
        coalesce(l.method, '') AS method,
        coalesce(l.asset_class, '') || '|' || coalesce(l.method, '') || '|' || coalesce(l.note, '') AS said,
        coalesce(l.signed_on, l.from_on) AS decided_on,
        coalesce(l.to_on, DATE '9999-12-31') AS until_on,
        replace(replace(replace(replace(l.lessee_name, ' ', ''), '　', ''), '（', '('), '）', ')') AS lessee
    FROM lettings AS l
),
ties AS (
    SELECT l.row_id, t.row_id AS official_row, cast(NULL AS BIGINT) AS other_row, t.name, t.post, '' AS kinship, DATE '1800-01-01' AS tie_from, DATE '9999-12-31' AS tie_to, t.village_key, t.town_key, t.term_from, t.term_to, 'self' AS kind, 1 AS bearers
    FROM let AS l
    JOIN terms AS t
        ON t.person_key = l.person_key
    UNION ALL
    SELECT l.row_id, t.row_id, cast(NULL AS BIGINT), t.name, t.post, '', DATE '1800-01-01', DATE '9999-12-31', t.village_key, t.town_key, t.term_from, t.term_to, 'name', coalesce(b.persons, 2)
    FROM let AS l
    JOIN terms AS t
        ON t.village_key = l.village_key
       AND t.name = l.lessee
    LEFT JOIN bearers AS b
        ON b.village_key = t.village_key
       AND b.name = t.name
    WHERE l.person_key IS NULL
    UNION ALL
    SELECT l.row_id, t.row_id, k.row_id, t.name, t.post, coalesce(k.relation, '亲属'), coalesce(k.from_on, DATE '1800-01-01'), coalesce(k.to_on, DATE '9999-12-31'), t.village_key, t.town_key, t.term_from, t.term_to, 'kin', 1
    FROM let AS l
    JOIN kin AS k
        ON k.person_key = l.person_key
    JOIN terms AS t
        ON t.person_key = k.official_person_key
    WHERE k.person_key <> k.official_person_key
    UNION ALL
    SELECT l.row_id, t.row_id, c.row_id, t.name, t.post, coalesce(c.role, '负责人'), coalesce(c.founded_on, DATE '1800-01-01'), coalesce(c.cancelled_on, DATE '9999-12-31'), t.village_key, t.town_key, t.term_from, t.term_to, 'firm', 1
    FROM let AS l
    JOIN companies AS c
        ON replace(replace(replace(replace(c.company_name, ' ', ''), '　', ''), '（', '('), '）', ')') = l.lessee
    JOIN terms AS t
        ON t.person_key = c.person_key
    WHERE coalesce(c.role, '') NOT LIKE '%成员%'
)
SELECT
    l.lease_id                                   AS subject,
    [l.row_id, t.official_row, t.other_row]      AS evidence,
    coalesce(l.rent_yuan, 0)                     AS amount_yuan,
    coalesce(l.lessee_name, t.name)              AS lessee_name,
    coalesce(l.asset_class, '资产')              AS asset_class,
    coalesce(l.contract_no, '未编号')            AS contract_no,
    l.decided_on                                 AS began_on,
    CASE WHEN l.method = '' THEN '未注明' ELSE l.method END AS manner,
    CASE t.kind WHEN 'kin' THEN '当时的' || coalesce(t.post, '村干部') || t.name || '申报其为亲属（' || t.kinship || '）'
                WHEN 'firm' THEN '当时的' || coalesce(t.post, '村干部') || t.name || '是该单位' || t.kinship
                WHEN 'name' THEN '与本村' || coalesce(t.post, '村干部') || t.name || '同名，村内仅此一人'
                ELSE '其为本村' || coalesce(t.post, '村干部') || CASE WHEN t.term_from > DATE '1900-01-01' THEN '（任职日期' || cast(t.term_from AS VARCHAR) || '）' ELSE '' END END AS tie_zh,
    CASE t.kind WHEN 'kin' THEN t.name || ', then ' || coalesce(t.post, 'village official') || ', had declared the lessee as kin (' || t.kinship || ')'
                WHEN 'firm' THEN t.name || ', then ' || coalesce(t.post, 'village official') || ', is entered for that firm (' || t.kinship || ')'
                WHEN 'name' THEN 'the lessee bears the name of ' || t.name || ', ' || coalesce(t.post, 'village official') || ', as nobody else in the village does'
                ELSE 'the lessee is ' || coalesce(t.post, 'village official') || CASE WHEN t.term_from > DATE '1900-01-01' THEN ' (since ' || cast(t.term_from AS VARCHAR) || ')' ELSE '' END END AS tie_en
FROM let AS l
JOIN ties AS t
    ON t.row_id = l.row_id
CROSS JOIN run AS n
WHERE l.decided_on IS NOT NULL
  AND t.village_key = l.village_key                                        -- unless: other-village
  AND coalesce(t.town_key = l.town_key, TRUE)                              -- unless: other-village
  AND t.term_from <= (CASE WHEN t.kind IN ('self', 'name') THEN l.until_on ELSE l.decided_on END)   -- unless: before-term
  AND t.term_from <= n.as_of                                               -- unless: before-term
  AND t.term_to >= l.decided_on                                            -- unless: after-term
  AND t.tie_from <= l.decided_on                                           -- unless: kinship-outside-dates
  AND t.tie_to >= l.decided_on                                             -- unless: kinship-outside-dates
  AND t.bearers = 1                                                        -- unless: namesake
  AND NOT (l.bidders >= $open_bidders AND NOT (l.method LIKE '%协商%' OR l.method LIKE '%直接%' OR l.method LIKE '%指定%' OR l.method LIKE '%议标%'))   -- unless: open-auction
  AND NOT (l.said LIKE '%家庭承包%' OR l.said LIKE '%二轮承包%')            -- unless: own-contracted-land
  AND NOT l.ended                                                          -- unless: ended
