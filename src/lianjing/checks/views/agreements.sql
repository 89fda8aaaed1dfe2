/* agreements: the contracts, with tender (project number, where there is none the project's name), buyer and supplier (names without spaces, brackets
folded), object (the project's name without the buyer's town, years and the numbers of its parts: 道路养护第一段 and 第二段 are 道路养护), project_name,
payer_unit, supplier_name, method (empty text where not stated), amount_yuan, signed_on, completed_on, village, said (name, status, note), row_id. */
WITH folded AS (
    SELECT
        coalesce(c.project_no, c.project_name) AS tender,
        replace(replace(replace(replace(coalesce(c.payer_unit, nullif(coalesce(c.town, '') || coalesce(c.village, ''), '')), ' ', ''), '　', ''), '（', '('), '）', ')') AS buyer,
        replace(replace(replace(replace(c.supplier_name, ' ', ''), '　', ''), '（', '('), '）', ')') AS supplier,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            c.project_name, left(coalesce(c.payer_unit, c.town, '　'), 3), ''), '标段', ''), '东段', ''), '西段', ''), '南段', ''), '北段', ''), '中段', ''), '上段', ''), '下段', ''),
            '前段', ''), '后段', ''), '年度', '') AS object,
        c.project_name, c.payer_unit, c.supplier_name, coalesce(c.method, '') AS method, c.amount_yuan, c.signed_on, c.completed_on, c.village,
        coalesce(c.project_name, '') || '|' || coalesce(c.status, '') || '|' || coalesce(c.note, '') AS said,
        c.row_id
    FROM contracts AS c
)
SELECT
    f.tender, f.buyer, f.supplier,
    translate(f.object, '0123456789０１２３４５６７８９一二三四五六七八九十甲乙丙丁ABCDEFabcdefⅠⅡⅢⅣⅤ①②③④⑤第标段期批次年份包部分()（）【】[]-－—、，.．#＃号之 　', '') AS object,
    f.project_name, f.payer_unit, f.supplier_name, f.method, f.amount_yuan, f.signed_on, f.completed_on, f.village, f.said, f.row_id
FROM folded AS f
