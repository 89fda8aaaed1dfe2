/* lianjing-rule
id       = "B11"
category = "B11"
strength = "strong"
subject  = "voucher"
side     = "by"
title    = { zh = "村账付给本村在任干部或其亲属开办的商户", en = "The village bought from a firm of its own official or of declared kin" }
means    = { zh = "按市场主体登记，供货方的经营者、负责人或股东是本村在任干部，或其申报的亲属（身份证号相符）。", en = "By the register of market entities the supplier is owned or directed by an official of the village, in office at the time, or by kin he or she declared; the IDs agree." }
why      = { zh = "管钱的人买自家店里的东西，别人没有机会，价格也没人较真。", en = "Those in charge who buy from their own shop shut others out, and nobody minds the price." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不得利用职权为本人、亲属经营活动谋取利益", "村民委员会组织法：村民委员会成员应当廉洁奉公，接受监督"]
tables   = ["vouchers", "companies", "officials"]
uses     = ["kin", "invoices"]
say.zh   = "{voucher_on}第{voucher_no}号凭证向“{company}”支付{amount_yuan}元（{purpose}），该商户登记的{role}{owner}是本村{post}{official}{tie_zh}。请核对是否经集体研究、回避，价格和供货是否真实。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays “{company}” {amount_yuan} yuan ({purpose}); {owner}, its registered {role}, is {tie_en} of {official}, {post} of the village. Check whether the deal was decided without that official and whether price and goods are genuine."
param.min_yuan = { default = 50, unit = "yuan", source = "daily trifles; a county may set its own" }
param.shop_yuan = { default = 1000, unit = "yuan", source = "what a village buys at the only shop in the place" }
cells    = ["vouchers.payee", "vouchers.amount_yuan", "vouchers.purpose", "invoices.seller_name", "invoices.credit_code", "companies.company_name", "companies.name", "companies.role", "officials.name", "officials.post", "officials.from_on", "officials.to_on", "kin.official_name", "kin.name", "kin.relation"]
innocent.listed-shares = { zh = "上市公司、股份公司的股份，合作社的普通社员不算", en = "shares of a listed or joint-stock company, plain members of a cooperative" }
innocent.left-before = { zh = "交易时该干部已离任或尚未任职的不算", en = "the official had left by then, or was not in office yet" }
innocent.kinship-outside-dates = { zh = "交易时亲属关系尚未成立或已解除的不算", en = "kinship had not begun or had ended" }
innocent.only-shop = { zh = "村里唯一的商店、小额日常采购另作提示（G09）", en = "the only shop of the village and a small purchase: a hint under G09" }
innocent.other-village = { zh = "别村干部的商户不算", en = "an official of another village" }
innocent.open-bidding = { zh = "写明公开招标、竞价、询价、集体研究的不算", en = "open tender, bidding, quotations or a resolution are noted" }
innocent.collective-firm = { zh = "村集体经济组织、村办企业由村干部任负责人的不算", en = "the village's own collective or firm, of which its officials are the heads" }
innocent.firms-of-one-name = { zh = "几个市场主体同名、发票税号不能分清的不算", en = "several firms bear that name and no tax number says which" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
left_out.lessees-and-grantees = { zh = "承租人看 J05，补助对象看 B03，承建单位看 B11B", en = "lessees are looked at by J05, grantees by B03, contractors by B11B" }
*/
WITH shops AS (               -- how many firms a village has
    SELECT f.village_key, count(*) AS firms
    FROM firms AS f
    WHERE NOT f.gone
    GROUP BY f.village_key
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, s.invoice_row_id, d.row_id, t.office_row, t.kin_row] AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    s.company_name                       AS company,
    coalesce(d.role, '经营者')           AS role,
    coalesce(d.name, '—')                AS owner,
    t.post,
    t.official,
    CASE WHEN t.tie = '本人' THEN '本人' ELSE '申报的亲属（' || t.tie || '）' END AS tie_zh,
    CASE WHEN t.tie = '本人' THEN 'the person' ELSE 'declared kin (' || t.tie || ')' END AS tie_en
FROM supplied AS s
JOIN directors AS d
    ON d.firm_id = s.firm_id
JOIN official_ties AS t
    ON t.owner_key = d.person_key
JOIN booked AS b
    ON b.row_id = s.row_id
LEFT JOIN shops AS h
    ON h.village_key = s.village_key
WHERE b.amount_yuan >= $min_yuan
  AND (s.by_code OR s.namesakes = 1)                                                     -- unless: firms-of-one-name
  AND t.village_key = b.village_key AND coalesce(t.town_key = b.town_key, TRUE)          -- unless: other-village
  AND t.from_on <= s.bought_on AND t.to_on >= s.bought_on                                -- unless: left-before
  AND t.tied_from <= s.bought_on AND t.tied_to >= s.bought_on                            -- unless: kinship-outside-dates
  AND NOT (coalesce(s.village_key = b.village_key, FALSE) AND coalesce(h.firms, 0) = 1 AND b.amount_yuan <= $shop_yuan)   -- unless: only-shop
  AND NOT (b.said LIKE '%公开招标%' OR b.said LIKE '%公开竞价%' OR b.said LIKE '%竞价%' OR b.said LIKE '%招标%' OR b.said LIKE '%竞标%' OR b.said LIKE '%比价%' OR b.said LIKE '%询价%' OR b.said LIKE '%三家%' OR b.said LIKE '%集体研究%' OR b.said LIKE '%村民代表会%' OR b.said LIKE '%决议%' OR b.said LIKE '%四议两公开%' OR b.said LIKE '%政府采购%')   -- unless: open-bidding
  AND NOT (s.company_name LIKE '%村民委员会%' OR s.company_name LIKE '%经济合作社%' OR s.company_name LIKE '%经济联合社%' OR s.company_name LIKE '%股份经济%' OR s.company_name LIKE '%村集体%' OR s.company_name LIKE '%村委会%' OR s.company_name LIKE '%联合总社%' OR coalesce(s.company_kind, '') LIKE '%集体%')   -- unless: collective-firm
  AND NOT (b.voided OR b.taken_back)                                                     -- unless: taken-back
