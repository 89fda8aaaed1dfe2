/* lianjing-rule
id       = "D04"
category = "D04"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "payee = 'land' AND cast(programme_id AS VARCHAR) IN ('land_fertility', 'grain_direct')"
title    = { zh = "没有承包地也没有流入土地，仍领取按耕地发放的补贴", en = "Paid by arable land without any land right or lease" }
means    = { zh = "按承包耕地发放的补贴，领款人及其户内成员在土地确权和土地流入登记中都没有土地，而该村确权登记基本完整。", en = "A subsidy paid by contracted arable land went to someone of whose household nobody stands in the registers of land rights or of land leased in, although the village's land register is nearly complete." }
why      = { zh = "没有地的人领了种地的补贴，真正种地的人就少得；地若是别人在种，钱也没到种地人手里。", en = "If people without land draw the farming subsidy, those who farm get less; and if another works the land, the money does not reach them." }
basis    = ["农业支持保护补贴改革：耕地地力保护补贴发给拥有耕地承包权的种地农民"]
tables   = ["payments", "land_rights"]
uses     = ["land_leased_in", "households", "approved_members"]
say.zh   = "“{programme}”向{name}（{village}）发放{period}共{amount_yuan}元，但其户内成员均无确权承包地，当期也无流入土地登记；该村领取该类补贴的{covered_percent}%有确权登记。请核对土地来源。"
say.en   = "“{programme}” paid {name} ({village}) {amount_yuan} yuan for {period}, but nobody of that household holds registered land or leased any in that period; {covered_percent} % of the village's payments of this kind go to holders of land. Check where the land is."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.covered_percent = { default = 50, unit = "percent of the village's payments that go to holders of land rights", source = "below, the land register of the village is taken for incomplete and nothing follows from a missing name" }
cells    = ["payments.name", "payments.area_mu", "payments.amount_yuan", "households.name"]
innocent.new-household = { zh = "当年迁入或备注为分户、立户的新户，土地仍在原户名下", en = "a household that moved in that year or was split off (so the register notes) still farms land in the old one's name" }
innocent.leased-in = { zh = "当期有流入土地登记的不算", en = "land leased in during the period" }
innocent.held-by-the-household = { zh = "承包地登记在户内其他成员（含户号相同的已故承包人）名下的不算", en = "land in the name of another member of the household, or under its household number" }
innocent.register-incomplete = { zh = "该村确权登记缺失或不全的不比对", en = "no comparison where the village's land register is missing or has gaps" }
innocent.register-cell-damaged = { zh = "该村确权或流入登记中同名人员的号码单元格已损坏的，不比对", en = "no comparison where the land registers have that name, or a housemate's, with a damaged ID" }
innocent.reclaimed = { zh = "备注为开荒、复垦、新增耕地的不比对", en = "rows noted as reclaimed or newly opened land are not compared" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH own_rights AS (
    SELECT DISTINCT l.person_key
    FROM land_rights AS l
    WHERE l.person_key IS NOT NULL
),
landless AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.village_key, p.town_key,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key, p.programme_id, coalesce(p.period_start, p.paid_on)) AS left_after_reversals
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN own_rights AS o
        ON o.person_key = p.person_key
    WHERE p.person_key IS NOT NULL
      AND o.person_key IS NULL
),
coverage AS (            -- how many of a village's payments by arable land go to holders of land rights
    SELECT
        p.village_key, p.town_key, count(p.row_id) AS payments,
        cast(sum(CASE WHEN o.person_key IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS covered
    FROM paid AS p
    JOIN farmland_programmes AS g
        ON g.programme_id = p.programme_id
    LEFT JOIN own_rights AS o
        ON o.person_key = p.person_key
    WHERE p.person_key IS NOT NULL
    GROUP BY p.village_key, p.town_key
),
claimants AS (
    SELECT DISTINCT l.person_key
    FROM landless AS l
),
mates AS (
    SELECT h.person_key, h.mate_key, h.mate_name
    FROM claimants AS c
    JOIN housemates AS h
        ON h.person_key = c.person_key
),
rights_by_number AS (    -- the land register's household numbers, where it uses those of the household register
    SELECT DISTINCT coalesce(w.town_key, '') || '|' || coalesce(v.village_key, '') || '|' || l.household_no AS household_id
    FROM land_rights AS l
    LEFT JOIN village_keys AS v
        ON v.village = l.village
    LEFT JOIN town_keys AS w
        ON w.town = l.town
    WHERE l.household_no IS NOT NULL
),
household_holds AS (
    SELECT m.person_key
    FROM mates AS m
    JOIN own_rights AS o
        ON o.person_key = m.mate_key
    UNION
    SELECT c.person_key
    FROM claimants AS c
    JOIN residents AS r
        ON r.person_key = c.person_key
    JOIN rights_by_number AS n
        ON n.household_id = r.household_id
),
leases AS (
    SELECT m.person_key, coalesce(l.from_on, DATE '1900-01-01') AS from_on, coalesce(l.to_on, DATE '9999-12-31') AS to_on
    FROM mates AS m
    JOIN land_leased_in AS l
        ON l.person_key = m.mate_key
),
leased AS (
    SELECT DISTINCT p.row_id
    FROM landless AS p
    JOIN leases AS l
        ON l.person_key = p.person_key
    WHERE l.from_on <= p.period_end
      AND l.to_on >= p.period_start
),
newcomers AS (           -- in which year the household came, or NULL where the register only notes that it is new
    SELECT m.person_key, cast(NULL AS BIGINT) AS since
    FROM mates AS m
    JOIN households AS h
        ON h.person_key = m.mate_key
    WHERE coalesce(h.note, '') || coalesce(h.status, '') LIKE '%分户%'
       OR coalesce(h.note, '') || coalesce(h.status, '') LIKE '%立户%'
    UNION
    SELECT c.person_key, year(r.moved_in_on)
    FROM claimants AS c
    JOIN residents AS r
        ON r.person_key = c.person_key
    WHERE r.moved_in_on IS NOT NULL
),
new_households AS (
    SELECT DISTINCT p.row_id
    FROM landless AS p
    JOIN newcomers AS n
        ON n.person_key = p.person_key
    WHERE coalesce(n.since, year(p.period_start)) >= year(p.period_start)
),
as_written AS (
    SELECT x.row_id, x.name, coalesce(x.note, '') || '|' || coalesce(x.category, '') AS remark
    FROM payments AS x
    JOIN landless AS p
        ON p.row_id = x.row_id
),
damaged AS (
    SELECT q.name, q.village FROM land_rights_quarantined AS q
    UNION
    SELECT q.name, q.village FROM land_leased_in_quarantined AS q
),
damaged_in_register AS (
    SELECT DISTINCT p.row_id
    FROM landless AS p
    JOIN as_written AS x
        ON x.row_id = p.row_id
    JOIN mates AS m
        ON m.person_key = p.person_key
    JOIN damaged AS q
        ON q.name IN (x.name, m.mate_name)
    JOIN village_keys AS v
        ON v.village = q.village
       AND v.village_key = p.village_key
)
SELECT
    p.person_key                                       AS subject,
    p.programme_id,
    [p.row_id, r.row_id]                               AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    cast(floor(c.covered * 100 / c.payments) AS INTEGER) AS covered_percent
FROM landless AS p
JOIN as_written AS x
    ON x.row_id = p.row_id
JOIN coverage AS c
    ON c.village_key IS NOT DISTINCT FROM p.village_key
   AND c.town_key IS NOT DISTINCT FROM p.town_key
LEFT JOIN residents AS r
    ON r.person_key = p.person_key
LEFT JOIN household_holds AS h
    ON h.person_key = p.person_key
LEFT JOIN leased AS l
    ON l.row_id = p.row_id
LEFT JOIN new_households AS n
    ON n.row_id = p.row_id
LEFT JOIN damaged_in_register AS d
    ON d.row_id = p.row_id
WHERE p.amount_yuan >= $min_yuan
  AND c.covered * 100 >= c.payments * $covered_percent   -- unless: register-incomplete
  AND h.person_key IS NULL                             -- unless: held-by-the-household
  AND l.row_id IS NULL                                 -- unless: leased-in
  AND n.row_id IS NULL                                 -- unless: new-household
  AND d.row_id IS NULL                                 -- unless: register-cell-damaged
  AND NOT (x.remark LIKE '%开荒%' OR x.remark LIKE '%开垦%' OR x.remark LIKE '%复垦%' OR x.remark LIKE '%新增耕地%' OR x.remark LIKE '%整治新增%')   -- unless: reclaimed
  AND p.left_after_reversals >= $min_yuan              -- unless: reversed
