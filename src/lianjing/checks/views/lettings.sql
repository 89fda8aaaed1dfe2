/* lettings: every lease of collective assets, rows with a damaged ID included (person_key is NULL there): lease_id (village and contract number;
where there is none, lessee, class and first day), contract_no, town_key, village_key, asset_class, building (a house, shop or shed), area_mu (of
buildings often rooms or square metres), lessee_name, person_key, method, bidders, from_on, to_on, rent_yuan, rent_received_yuan, minutes, status,
renewal, signed_on, note, in_use (its status says that the asset is used, or that it was not given back), ended (status or note say that the
lease is over), renewed (renewed, extended, or about to be decided), renewed_to (the year which the renewal names), sheet (file and sheet), row_id. */
WITH entries AS (
    SELECT
        contract_no, town, village, asset_class, area_mu, lessee_name, person_key, method, bidders, from_on, to_on, term_start, term_end, rent_yuan,
        rent_received_yuan, minutes, status, renewal, signed_on, note, source_file, source_sheet, row_id
    FROM leases
    UNION ALL
    SELECT
        contract_no, town, village, asset_class, area_mu, lessee_name, person_key, method, bidders, from_on, to_on, term_start, term_end, rent_yuan,
        rent_received_yuan, minutes, status, renewal, signed_on, note, source_file, source_sheet, row_id
    FROM leases_quarantined
),
texts AS (
    SELECT
        e.row_id,
        coalesce(e.status, '') AS state,
        coalesce(e.status, '') || '|' || coalesce(e.note, '') AS said,
        replace(replace(replace(coalesce(trim(e.renewal), ''), '手续', ''), '继续', ''), '陆续', '') AS renewal,
        coalesce(e.renewal, '') || coalesce(e.note, '') AS until
    FROM entries AS e
),
read AS (
    SELECT
        t.row_id,
        t.said LIKE '%未收回%' OR t.said LIKE '%未交%' OR t.said LIKE '%未退%' OR t.said LIKE '%未腾%' OR t.said LIKE '%未归还%' OR t.said LIKE '%收不回%' OR t.said LIKE '%不退%' OR t.said LIKE '%拒不%' OR t.said LIKE '%没收回%' OR t.said LIKE '%没有收回%' OR t.said LIKE '%时收回%' OR t.said LIKE '%应收回%' OR t.said LIKE '%待收回%' OR t.said LIKE '%未终止%' OR t.said LIKE '%未解除%' AS kept,
        t.state LIKE '%用%' OR t.state LIKE '%履行%' OR t.state LIKE '%履约%' OR t.state LIKE '%执行%' OR t.state LIKE '%在租%' OR t.state LIKE '%出租%' OR t.state LIKE '%租赁%' OR t.state LIKE '%承租%' OR t.state LIKE '%承包%' OR t.state LIKE '%经营%' OR t.state LIKE '%耕种%' OR t.state LIKE '%在种%' OR t.state LIKE '%养殖%' OR t.state LIKE '%正常%' OR t.state LIKE '%有效%' OR t.state LIKE '%占%' OR t.state LIKE '%仍%' OR t.state LIKE '%超期%' OR t.state LIKE '%逾期%' OR t.state LIKE '%未续%' OR t.said LIKE '%继续使用%' OR t.said LIKE '%仍在%' OR t.said LIKE '%仍由%' AS used,
        t.said LIKE '%终止%' OR t.said LIKE '%收回%' OR t.said LIKE '%交还%' OR t.said LIKE '%退还%' OR t.said LIKE '%退出%' OR t.said LIKE '%退租%' OR t.said LIKE '%交回%' OR t.said LIKE '%归还%' OR t.said LIKE '%解除%' OR t.said LIKE '%结束%' OR t.said LIKE '%注销%' OR t.said LIKE '%作废%' OR t.said LIKE '%腾退%' OR t.said LIKE '%重新发包%' OR t.said LIKE '%另行发包%' OR t.said LIKE '%重新出租%' OR t.said LIKE '%转让%' OR t.said LIKE '%闲置%' OR t.said LIKE '%空置%' OR t.said LIKE '%拆除%' OR t.said LIKE '%征收%' OR t.said LIKE '%征用%' OR t.said LIKE '%报废%' OR t.said LIKE '%履行完%' OR t.said LIKE '%已完%' OR t.said LIKE '%停用%' OR t.said LIKE '%停租%' OR t.said LIKE '%不再%' OR t.said LIKE '%未使用%' AS over,
        (t.renewal LIKE '%续%' OR t.renewal LIKE '%延%' OR t.renewal LIKE '%签%' OR t.renewal LIKE '%是%' OR t.renewal LIKE '%有%' OR t.renewal LIKE '%√%' OR t.renewal LIKE '%已%' OR t.renewal LIKE '%20__%' OR t.renewal LIKE '%同意%' OR t.renewal LIKE '%办理%' OR t.renewal LIKE '%表决%' OR t.renewal LIKE '%拟%' OR t.renewal LIKE '%待%')
        AND NOT (t.renewal LIKE '未%' OR t.renewal LIKE '无' OR t.renewal LIKE '无续%' OR t.renewal LIKE '否%' OR t.renewal LIKE '没%' OR t.renewal LIKE '不%' OR t.renewal LIKE '%未续%' OR t.renewal LIKE '%未签%' OR t.renewal LIKE '%未办%' OR t.renewal LIKE '%不续%' OR t.renewal LIKE '%不再%' OR t.renewal LIKE '%没有%' OR t.renewal LIKE '%尚未%' OR t.renewal LIKE '%已到期%') AS renewal_said,
        (t.said LIKE '%续签%' OR t.said LIKE '%续租%' OR t.said LIKE '%续包%' OR t.said LIKE '%续约%' OR t.said LIKE '%续订%' OR t.said LIKE '%续期%' OR t.said LIKE '%已续%' OR t.said LIKE '%顺延%' OR t.said LIKE '%延期%' OR t.said LIKE '%延长%' OR t.said LIKE '%换签%' OR t.said LIKE '%重签%' OR t.said LIKE '%重新签%' OR t.said LIKE '%新合同%' OR t.said LIKE '%待表决%' OR t.said LIKE '%提交村民%')
        AND NOT (t.said LIKE '%未续%' OR t.said LIKE '%未签%' OR t.said LIKE '%未办%' OR t.said LIKE '%未重新%' OR t.said LIKE '%没有续%' OR t.said LIKE '%不续%' OR t.said LIKE '%无续%' OR t.said LIKE '%未及时%' OR t.said LIKE '%没续%') AS note_said,
        substring(t.until, greatest(strpos(t.until, '至'), strpos(t.until, '到')) + 1, 4) AS year_named
    FROM texts AS t
)
SELECT
    coalesce(cast(w.town_key AS VARCHAR), '') || '|' || coalesce(cast(k.village_key AS VARCHAR), '') || '|'
    || coalesce(e.contract_no, coalesce(e.lessee_name, '') || '|' || coalesce(e.asset_class, '') || '|' || coalesce(cast(coalesce(e.from_on, e.term_start) AS VARCHAR), '')) AS lease_id,
    e.contract_no, w.town_key, k.village_key, e.asset_class,
    coalesce(e.asset_class LIKE '%房%' OR e.asset_class LIKE '%店%' OR e.asset_class LIKE '%铺%' OR e.asset_class LIKE '%厂%' OR e.asset_class LIKE '%仓%' OR e.asset_class LIKE '%楼%' OR e.asset_class LIKE '%门市%' OR e.asset_class LIKE '%门面%' OR e.asset_class LIKE '%摊位%' OR e.asset_class LIKE '%校舍%', FALSE) AS building,
    e.area_mu, e.lessee_name, e.person_key, e.method, e.bidders,
    coalesce(e.from_on, e.term_start) AS from_on,
    coalesce(e.to_on, e.term_end) AS to_on,
    e.rent_yuan, e.rent_received_yuan, e.minutes, e.status, e.renewal, e.signed_on, e.note,
    r.kept OR r.used AS in_use,
    r.over AND NOT r.kept AS ended,
    r.renewal_said OR r.note_said AS renewed,
    CASE WHEN (r.renewal_said OR r.note_said) AND r.year_named BETWEEN '1980' AND '2099' THEN r.year_named END AS renewed_to,
    e.source_file || '|' || e.source_sheet AS sheet,
    e.row_id
FROM entries AS e
JOIN read AS r ON r.row_id = e.row_id
LEFT JOIN village_keys AS k ON k.village = e.village
LEFT JOIN town_keys AS w ON w.town = e.town
