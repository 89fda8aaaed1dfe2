/* dwellings: the register of real estate as the rules on homes read it, an entry a line: person_key, row_id, name, usage, address, area_m2,
registered_on, held_from (1900-01-01 where no day stands), held_to (transferred or cancelled; else 9999-12-31), and what the entry says of itself:
other_use (shop, workshop, store, land, parking place), rural (homestead, self-built, of the collective), relocation (given for a move or for a
demolition), resettled (that, in the relocation of the poor), small_share (inherited, or less than half), uninhabitable (dangerous, torn down,
collapsed), undelivered (sold before it was built, not handed over), given_up (sold or cancelled without a day). */
WITH texts AS (
    SELECT
        e.person_key, e.row_id, e.name, e.usage, e.address, e.area_m2, e.registered_on, e.cancelled_on,
        coalesce(e.usage, '') || '|' || coalesce(e.note, '') AS kind,
        coalesce(e.status, '') || '|' || coalesce(e.note, '') AS state,
        coalesce(e.usage, '') || '|' || coalesce(e.status, '') || '|' || coalesce(e.note, '') AS said,
        coalesce(e.share, '') || '|' || coalesce(e.note, '') AS share
    FROM real_estate AS e
    WHERE e.person_key IS NOT NULL
)
SELECT
    t.person_key, t.row_id, t.name, t.usage, t.address, t.area_m2, t.registered_on,
    coalesce(t.registered_on, DATE '1900-01-01') AS held_from,
    coalesce(t.cancelled_on, DATE '9999-12-31') AS held_to,
    t.kind LIKE '%铺%' OR t.kind LIKE '%门面%' OR t.kind LIKE '%门市%' OR t.kind LIKE '%商店%' OR t.kind LIKE '%商业%' OR t.kind LIKE '%商服%' OR t.kind LIKE '%商用%'
    OR t.kind LIKE '%营业%' OR t.kind LIKE '%厂房%' OR t.kind LIKE '%办公%' OR t.kind LIKE '%写字楼%' OR t.kind LIKE '%仓%' OR t.kind LIKE '%工业%' OR t.kind LIKE '%承包%'
    OR t.kind LIKE '%林地%' OR t.kind LIKE '%林权%' OR t.kind LIKE '%耕地%' OR t.kind LIKE '%车位%' OR t.kind LIKE '%车库%' OR t.kind LIKE '%储藏%' AS other_use,
    t.kind LIKE '%宅基地%' OR t.kind LIKE '%自建%' OR t.kind LIKE '%农房%' OR t.kind LIKE '%农村%' OR t.kind LIKE '%集体%' AS rural,
    t.kind LIKE '%安置%' OR t.kind LIKE '%回迁%' OR t.kind LIKE '%搬迁%' OR t.kind LIKE '%拆迁%' OR t.kind LIKE '%还建%' OR t.kind LIKE '%移民%' AS relocation,
    t.kind LIKE '%易地%' OR t.kind LIKE '%异地搬迁%' OR t.kind LIKE '%异地扶贫%' OR t.kind LIKE '%扶贫搬迁%' OR t.kind LIKE '%搬迁安置%' AS resettled,
    (t.share LIKE '%继承%' AND t.share NOT LIKE '%单独%' AND t.share NOT LIKE '%全部%')
    OR t.share LIKE '%三分之一%' OR t.share LIKE '%四分之一%' OR t.share LIKE '%五分之一%' OR t.share LIKE '%六分之一%' OR t.share LIKE '%八分之一%' OR t.share LIKE '%1/3%'
    OR t.share LIKE '%1/4%' OR t.share LIKE '%1/5%' OR t.share LIKE '%1/6%' OR t.share LIKE '%1/8%' OR t.share LIKE '%33%' OR t.share LIKE '%25%' OR t.share LIKE '%20!%%' ESCAPE '!' AS small_share,
    t.said LIKE '%危房%' OR t.said LIKE '%危旧%' OR t.said LIKE '%D级%' OR t.said LIKE '%拆除%' OR t.said LIKE '%已拆%' OR t.said LIKE '%倒塌%' OR t.said LIKE '%坍塌%' OR t.said LIKE '%灭失%'
    OR t.said LIKE '%不能居住%' OR t.said LIKE '%无法居住%' OR t.said LIKE '%不宜居住%' OR t.said LIKE '%废弃%' AS uninhabitable,
    t.said LIKE '%预售%' OR t.said LIKE '%预告%' OR t.said LIKE '%期房%' OR t.said LIKE '%未交%' OR t.said LIKE '%在建%' OR t.said LIKE '%未竣工%' OR t.said LIKE '%烂尾%' AS undelivered,
    t.cancelled_on IS NULL
    AND (t.state LIKE '%转移%' OR t.state LIKE '%注销%' OR t.state LIKE '%转让%' OR t.state LIKE '%过户%' OR t.state LIKE '%出售%' OR t.state LIKE '%已售%' OR t.state LIKE '%卖%' OR t.state LIKE '%赠与%') AS given_up
FROM texts AS t
