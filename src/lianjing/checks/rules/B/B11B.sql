/* lianjing-rule
id       = "B11B"
category = "B11"
strength = "strong"
subject  = "contract"
side     = "by"
title    = { zh = "村级项目由本村在任干部或其亲属的企业承建", en = "A village's project went to a firm of its own official or of declared kin" }
means    = { zh = "按市场主体登记，承建、供货单位的负责人或股东是项目所在村的在任干部，或其申报的亲属（身份证号相符），且未经公开招标。", en = "By the register of market entities the contractor is owned or directed by an official, in office at the time, of the village in which the project lies, or by kin he or she declared; the IDs agree, and there was no open tender." }
why      = { zh = "工程给了管事人自家的企业，别人没有机会，价格和质量也没人较真。", en = "Work given to the firm of those in charge shuts others out, and nobody holds it to price and quality." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不得利用职权为本人、亲属经营活动谋取利益", "村民委员会组织法：村民委员会成员应当廉洁奉公，接受监督"]
tables   = ["contracts", "companies", "officials"]
uses     = ["kin"]
say.zh   = "“{project}”（{amount_yuan}元，{signed_on}签订，方式：{manner}）由“{company}”承建，该单位登记的{role}{owner}是本村{post}{official}{tie_zh}。请核对选定过程、回避和价格。"
say.en   = "“{project}” ({amount_yuan} yuan, signed on {signed_on}, procedure: {manner}) went to “{company}”; {owner}, its registered {role}, is {tie_en} of {official}, {post} of the village. Check how it was chosen, who recused himself and the price."
param.min_yuan = { default = 1, unit = "yuan", source = "a county may set a floor" }
cells    = ["contracts.project_name", "contracts.supplier_name", "contracts.credit_code", "contracts.amount_yuan", "contracts.signed_on", "contracts.method", "companies.company_name", "companies.name", "companies.role", "officials.name", "officials.post", "officials.from_on", "officials.to_on", "kin.official_name", "kin.name", "kin.relation"]
innocent.listed-shares = { zh = "上市公司、股份公司的股份，合作社的普通社员不算", en = "shares of a listed or joint-stock company, plain members of a cooperative" }
innocent.left-before = { zh = "签订时该干部已离任或尚未任职的不算", en = "the official had left by then, or was not in office yet" }
innocent.kinship-outside-dates = { zh = "签订时亲属关系尚未成立或已解除的不算", en = "kinship had not begun or had ended" }
innocent.other-village = { zh = "别村的项目不算", en = "a project of another village" }
innocent.open-tender = { zh = "公开招标、公开竞价选定的不算", en = "chosen by open tender or auction" }
innocent.firms-of-one-name = { zh = "几个市场主体同名、信用代码不能分清的不算", en = "several firms bear that name and no code says which" }
innocent.collective-firm = { zh = "村集体经济组织、村办企业由村干部任负责人的不算", en = "the village's own collective or firm, of which its officials are the heads" }
innocent.called-off = { zh = "已终止、作废、解除的合同不算", en = "the contract was called off" }
left_out.lessees-and-grantees = { zh = "承租人看 J05，补助对象看 B03", en = "lessees are looked at by J05, grantees by B03" }
*/
WITH awarded AS (
    SELECT
        c.project_no, c.project_name, c.supplier_name, c.credit_code, coalesce(c.method, '') AS method, c.amount_yuan, c.signed_on, v.village_key, w.town_key, c.row_id,
        coalesce(c.status, '') || '|' || coalesce(c.note, '') AS said,
        replace(replace(replace(replace(trim(c.supplier_name), ' ', ''), '　', ''), '（', '('), '）', ')') AS firm_key
    FROM contracts AS c
    JOIN village_keys AS v
        ON v.village = c.village
    LEFT JOIN town_keys AS w
        ON w.town = c.town
    WHERE c.signed_on IS NOT NULL
),
built AS (
    SELECT a.row_id, f.firm_id, TRUE AS by_code
    FROM awarded AS a
    JOIN firms AS f
        ON f.credit_code = a.credit_code
    UNION
    SELECT a.row_id, f.firm_id, FALSE
    FROM awarded AS a
    JOIN firms AS f
        ON f.firm_key = a.firm_key
    LEFT JOIN firms AS o
        ON o.credit_code = a.credit_code
    WHERE o.firm_id IS NULL
)
SELECT
    coalesce(a.project_no, a.project_name, '') || '|' || coalesce(a.supplier_name, '') || '|' || cast(a.signed_on AS VARCHAR) AS subject,
    [a.row_id, d.row_id, t.office_row, t.kin_row] AS evidence,
    a.amount_yuan,
    coalesce(a.project_name, a.project_no, '项目') AS project,
    a.signed_on,
    CASE WHEN a.method = '' THEN '未注明' ELSE a.method END AS manner,
    f.company_name                       AS company,
    coalesce(d.role, '负责人')           AS role,
    coalesce(d.name, '—')                AS owner,
    t.post,
    t.official,
    CASE WHEN t.tie = '本人' THEN '本人' ELSE '申报的亲属（' || t.tie || '）' END AS tie_zh,
    CASE WHEN t.tie = '本人' THEN 'the person' ELSE 'declared kin (' || t.tie || ')' END AS tie_en
FROM awarded AS a
JOIN built AS s
    ON s.row_id = a.row_id
JOIN firms AS f
    ON f.firm_id = s.firm_id
JOIN directors AS d
    ON d.firm_id = s.firm_id
JOIN official_ties AS t
    ON t.owner_key = d.person_key
WHERE a.amount_yuan >= $min_yuan
  AND (s.by_code OR f.namesakes = 1)                                                     -- unless: firms-of-one-name
  AND t.village_key = a.village_key AND coalesce(t.town_key = a.town_key, TRUE)          -- unless: other-village
  AND t.from_on <= a.signed_on AND t.to_on >= a.signed_on                                -- unless: left-before
  AND t.tied_from <= a.signed_on AND t.tied_to >= a.signed_on                            -- unless: kinship-outside-dates
  AND NOT (a.method LIKE '%公开%' OR a.method = '招标')                                  -- unless: open-tender
  AND NOT (f.company_name LIKE '%村民委员会%' OR f.company_name LIKE '%经济合作社%' OR f.company_name LIKE '%经济联合社%' OR f.company_name LIKE '%股份经济%' OR f.company_name LIKE '%村集体%' OR coalesce(f.company_kind, '') LIKE '%集体%')   -- unless: collective-firm
  AND NOT (a.said LIKE '%终止%' OR a.said LIKE '%作废%' OR a.said LIKE '%解除%' OR a.said LIKE '%撤销%' OR a.said LIKE '%取消%' OR a.said LIKE '%废标%')   -- unless: called-off
