/* lianjing-rule
id       = "G09"
category = "G09"
strength = "weak"
subject  = "voucher"
side     = "by"
title    = { zh = "供货商户与本村干部同户、同址，或是其亲属的村中独店", en = "The supplier shares a household or address with an official, or is kin's shop and the only one" }
means    = { zh = "供货方经营者与本村在任干部在同一户口簿而未申报为亲属，或商户地址与干部户籍地址相同，或是干部亲属开的村里唯一商店。只作提示。", en = "The supplier's owner stands in one household book with an official in office without being declared as kin, or the firm's address is that official's, or it is the only shop of the village and kin's. A hint." }
why      = { zh = "自家人卖给自家管的账，价高质次也没人说。", en = "Where those in charge buy from their own, nobody minds price and quality." }
basis    = ["农村基层干部廉洁履行职责若干规定（试行）：不得利用职权为本人、亲属经营活动谋取利益"]
tables   = ["vouchers", "companies", "officials"]
uses     = ["households", "approved_members", "deaths", "kin", "invoices"]
say.zh   = "{voucher_on}第{voucher_no}号凭证向“{company}”支付{amount_yuan}元（{purpose}），该商户与本村{post}{official}{tie_zh}。请核对关系、价格和供货。"
say.en   = "Voucher {voucher_no} of {voucher_on} pays “{company}” {amount_yuan} yuan ({purpose}); the firm {tie_en} {official}, {post} of the village. Check the relation, price and goods."
param.min_yuan = { default = 50, unit = "yuan", source = "daily trifles; a county may set its own" }
param.shop_yuan = { default = 1000, unit = "yuan", source = "as in B11: above it B11 speaks" }
param.address_length = { default = 8, unit = "characters", source = "a shorter address names the village and no house" }
cells    = ["vouchers.payee", "vouchers.amount_yuan", "vouchers.purpose", "companies.company_name", "companies.name", "companies.address", "officials.name", "officials.post", "households.address", "kin.relation"]
innocent.only-shop = { zh = "村里唯一的商店：只作提示，不作强疑点（较大金额的见 B11）", en = "the only shop of the village: a hint and no more (above small sums see B11)" }
innocent.declared-kin = { zh = "已申报亲属开办的商户由 B11 提出，不重复", en = "declared kin's firms are raised by B11 and not twice" }
innocent.left-before = { zh = "交易时该干部已离任或尚未任职的不算", en = "the official had left by then, or was not in office yet" }
innocent.left-household = { zh = "交易时已分户、迁出的不算", en = "they no longer lived in one household" }
innocent.other-village = { zh = "别村干部的商户不算", en = "an official of another village" }
innocent.village-address = { zh = "地址只写到村、组的不算", en = "an address that names the village and no house" }
innocent.open-bidding = { zh = "写明公开招标、竞价、询价、集体研究的不算", en = "open tender, bidding, quotations or a resolution are noted" }
innocent.collective-firm = { zh = "村集体经济组织、村办企业不算", en = "the village's own collective or firm" }
innocent.firms-of-one-name = { zh = "几个市场主体同名、发票税号不能分清的不算", en = "several firms bear that name and no tax number says which" }
innocent.taken-back = { zh = "作废或已冲回的凭证不算", en = "void or taken back" }
left_out.near-identical-names = { zh = "商户名称相近本身不足为疑", en = "near-identical names are no ground by themselves" }
*/
WITH shops AS (               -- how many firms a village has
    SELECT f.village_key, count(*) AS firms
    FROM firms AS f
    WHERE NOT f.gone
    GROUP BY f.village_key
),
sole AS (
    SELECT f.firm_id, f.village_key
    FROM firms AS f
    JOIN shops AS h
        ON h.village_key = f.village_key
    WHERE h.firms = 1
      AND NOT f.gone
),
declared AS (
    SELECT DISTINCT k.official_person_key, k.person_key
    FROM kin AS k
    WHERE k.person_key IS NOT NULL
),
ties AS (
    SELECT d.firm_id, o.person_key, o.name AS official, o.post, o.village_key, o.town_key, o.from_on, o.to_on, o.row_id AS office_row, d.row_id AS firm_row, m.mate_row_id AS tie_row,
           'household' AS tie, m.from_on AS tied_from, m.to_on AS tied_to, cast(NULL AS DECIMAL(18,2)) AS up_to_yuan
    FROM directors AS d
    JOIN household_ties AS m
        ON m.mate_key = d.person_key
    JOIN terms_of_office AS o
        ON o.person_key = m.person_key
    LEFT JOIN declared AS k
        ON k.official_person_key = o.person_key
       AND k.person_key = d.person_key
    WHERE o.person_key <> d.person_key
      AND k.person_key IS NULL                                           -- unless: declared-kin
    UNION ALL
    SELECT f.firm_id, o.person_key, o.name, o.post, o.village_key, o.town_key, o.from_on, o.to_on, o.row_id, f.row_id, r.row_id,
           'address', DATE '1900-01-01', DATE '9999-12-31', NULL
    FROM firms AS f
    JOIN households AS r
        ON r.address = f.address
    JOIN terms_of_office AS o
        ON o.person_key = r.person_key
    LEFT JOIN directors AS d
        ON d.firm_id = f.firm_id
    LEFT JOIN declared AS k
        ON k.official_person_key = o.person_key
       AND k.person_key = d.person_key
    WHERE k.person_key IS NULL
      AND coalesce(d.person_key <> o.person_key, TRUE)
      AND length(f.address) >= $address_length                           -- unless: village-address
      AND (f.address LIKE '%号%' OR f.address LIKE '%室%' OR f.address LIKE '%栋%' OR f.address LIKE '%幢%')   -- unless: village-address
    UNION ALL
    SELECT d.firm_id, o.person_key, o.name, o.post, o.village_key, o.town_key, o.from_on, o.to_on, o.row_id, d.row_id, k.row_id,
           'only shop', coalesce(k.from_on, DATE '1900-01-01'), coalesce(k.to_on, DATE '9999-12-31'), $shop_yuan
    FROM sole AS s
    JOIN directors AS d
        ON d.firm_id = s.firm_id
    JOIN kin AS k
        ON k.person_key = d.person_key
    JOIN terms_of_office AS o
        ON o.person_key = k.official_person_key
       AND o.village_key = s.village_key
)
SELECT
    b.voucher_id                         AS subject,
    [b.row_id, s.invoice_row_id, t.firm_row, t.office_row, t.tie_row] AS evidence,
    b.amount_yuan,
    coalesce(b.voucher_no, '—')          AS voucher_no,
    b.voucher_on,
    coalesce(b.purpose, '未写用途')      AS purpose,
    s.company_name                       AS company,
    t.post,
    t.official,
    CASE t.tie WHEN 'household' THEN '的经营者在同一户' WHEN 'address' THEN '户籍地址相同' ELSE '的亲属有关，是村里唯一商店' END AS tie_zh,
    CASE t.tie WHEN 'household' THEN 'is run by a member of the household of' WHEN 'address' THEN 'has the address of' ELSE 'is the village''s only shop and run by kin of' END AS tie_en
FROM supplied AS s
JOIN ties AS t
    ON t.firm_id = s.firm_id
JOIN booked AS b
    ON b.row_id = s.row_id
WHERE b.amount_yuan >= $min_yuan
  AND (s.by_code OR s.namesakes = 1)                                                     -- unless: firms-of-one-name
  AND t.village_key = b.village_key AND coalesce(t.town_key = b.town_key, TRUE)          -- unless: other-village
  AND coalesce(b.amount_yuan <= t.up_to_yuan, TRUE)                                      -- unless: only-shop
  AND t.from_on <= s.bought_on AND t.to_on >= s.bought_on                                -- unless: left-before
  AND t.tied_from <= s.bought_on AND t.tied_to >= s.bought_on                            -- unless: left-household
  AND NOT (b.said LIKE '%公开招标%' OR b.said LIKE '%公开竞价%' OR b.said LIKE '%竞价%' OR b.said LIKE '%招标%' OR b.said LIKE '%竞标%' OR b.said LIKE '%比价%' OR b.said LIKE '%询价%' OR b.said LIKE '%三家%' OR b.said LIKE '%集体研究%' OR b.said LIKE '%村民代表会%' OR b.said LIKE '%决议%' OR b.said LIKE '%四议两公开%' OR b.said LIKE '%政府采购%')   -- unless: open-bidding
  AND NOT (s.company_name LIKE '%村民委员会%' OR s.company_name LIKE '%经济合作社%' OR s.company_name LIKE '%经济联合社%' OR s.company_name LIKE '%股份经济%' OR s.company_name LIKE '%村集体%' OR s.company_name LIKE '%村委会%' OR s.company_name LIKE '%联合总社%')   -- unless: collective-firm
  AND NOT (b.voided OR b.taken_back)                                                     -- unless: taken-back
