/* booked: every line of the village account books, rows with a damaged ID included (person_key is NULL there): book (town and village as one text),
village_key, town_key, village, voucher_id (book, number and day; where there is no number, amount, payee and day), voucher_no, voucher_on, purpose,
account, amount_yuan, payee, payee_key (without spaces, brackets folded), person_key, invoice_code, invoice_no, pay_method, approver, handler, reviewed,
reviewed_on, note, to_firm (the payee's name is a firm's or a shop's), no_key (the invoice's number without signs and
leading zeros; NULL where there is none or where several stand in the cell), code_key (its code, likewise), has_invoice, no_paper (it is said that
there is no invoice), said (purpose, account and note), sheet (file and sheet), voided (the voucher itself is void), taken_back (the same sum to the
same payee was entered with a minus in that book), row_id. */
WITH entries AS (
    SELECT town, village, voucher_no, voucher_on, purpose, account, amount_yuan, payee, person_key, invoice_code, invoice_no, pay_method, approver, handler, reviewed, reviewed_on, note, source_file, source_sheet, row_id
    FROM vouchers
    UNION ALL
    SELECT town, village, voucher_no, voucher_on, purpose, account, amount_yuan, payee, person_key, invoice_code, invoice_no, pay_method, approver, handler, reviewed, reviewed_on, note, source_file, source_sheet, row_id
    FROM vouchers_quarantined
),
texts AS (
    SELECT
        e.*,
        replace(replace(replace(replace(trim(e.payee), ' ', ''), '　', ''), '（', '('), '）', ')') AS payee_key,
        coalesce(e.purpose, '') || '|' || coalesce(e.account, '') || '|' || coalesce(e.note, '') AS said,
        translate(upper(coalesce(e.invoice_no, '')), '０１２３４５６７８９ 　.．:：-－—–#＃№NO’''号', '0123456789') AS no_text,
        translate(upper(coalesce(e.invoice_code, '')), '０１２３４５６７８９ 　.．:：-－—–#＃№NO’''号', '0123456789') AS code_text
    FROM entries AS e
),
keyed AS (
    SELECT
        t.*,
        coalesce(cast(w.town_key AS VARCHAR), '') || '|' || coalesce(cast(k.village_key AS VARCHAR), '') AS book,
        k.village_key,
        w.town_key,
        CASE WHEN t.no_text <> '' AND translate(t.no_text, '0123456789', '') = '' AND length(ltrim(t.no_text, '0')) >= 4 THEN ltrim(t.no_text, '0') END AS no_key,
        CASE WHEN t.code_text <> '' AND translate(t.code_text, '0123456789', '') = '' THEN nullif(ltrim(t.code_text, '0'), '') END AS code_key,
        translate(t.no_text, '0123456789', '') <> t.no_text
        OR translate(t.code_text, '0123456789', '') <> t.code_text
        OR NOT (t.no_text IN ('', '0', '无', '没有', '/', '//', '*', '×', 'X', '空', '缺', '否', '暂无', '未') OR t.no_text LIKE '%白条%' OR t.no_text LIKE '%无票%' OR t.no_text LIKE '%无发票%' OR t.no_text LIKE '%收条%' OR t.no_text LIKE '%欠条%' OR t.no_text LIKE '%领条%' OR t.no_text LIKE '%未取得%' OR t.no_text LIKE '%未开%' OR t.no_text LIKE '%未附%' OR t.no_text LIKE '%没开%' OR t.no_text LIKE '%缺票%') AS has_invoice,
        coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%白条%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%无票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%无发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%没有发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%未取得发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%未开发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%未附发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%缺发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%没发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%无正式发票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%无合法票据%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%无税票%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%收条入账%' OR coalesce(t.note, '') || coalesce(t.invoice_no, '') LIKE '%欠条入账%' AS no_paper
    FROM texts AS t
    LEFT JOIN village_keys AS k ON k.village = t.village
    LEFT JOIN town_keys AS w ON w.town = t.town
),
minus AS (
    SELECT DISTINCT m.book, m.payee_key, -m.amount_yuan AS amount_yuan
    FROM keyed AS m
    WHERE m.amount_yuan < 0
)
SELECT
    y.book, y.village_key, y.town_key, y.village,
    y.book || '|' || CASE WHEN y.voucher_no IS NULL THEN coalesce(cast(y.amount_yuan AS VARCHAR), '') || '|' || coalesce(y.payee_key, '') ELSE y.voucher_no END
    || '|' || coalesce(cast(y.voucher_on AS VARCHAR), '') AS voucher_id,
    y.voucher_no, y.voucher_on, y.purpose, y.account, y.amount_yuan, y.payee, y.payee_key, y.person_key,
    length(coalesce(y.payee_key, '')) >= 4 AND (y.payee_key LIKE '%公司%' OR y.payee_key LIKE '%厂%' OR y.payee_key LIKE '%店%' OR y.payee_key LIKE '%经营部%' OR y.payee_key LIKE '%合作社%' OR y.payee_key LIKE '%商行%' OR y.payee_key LIKE '%超市%' OR y.payee_key LIKE '%中心%' OR y.payee_key LIKE '%经销%' OR y.payee_key LIKE '%门市%' OR y.payee_key LIKE '%批发%' OR y.payee_key LIKE '%服务部%' OR y.payee_key LIKE '%商贸%' OR y.payee_key LIKE '%工程队%' OR y.payee_key LIKE '%建筑队%' OR y.payee_key LIKE '%施工队%' OR y.payee_key LIKE '%运输户%' OR y.payee_key LIKE '%运输队%' OR y.payee_key LIKE '%加油%' OR y.payee_key LIKE '%饭馆%' OR y.payee_key LIKE '%餐馆%' OR y.payee_key LIKE '%农资%' OR y.payee_key LIKE '%电器行%' OR y.payee_key LIKE '%车行%' OR y.payee_key LIKE '%修理部%' OR y.payee_key LIKE '%家政%' OR y.payee_key LIKE '%印务%' OR y.payee_key LIKE '%广告%' OR y.payee_key LIKE '%工作室%' OR y.payee_key LIKE '%事务所%' OR y.payee_key LIKE '%供电%' OR y.payee_key LIKE '%电力%' OR y.payee_key LIKE '%电信%' OR y.payee_key LIKE '%移动%' OR y.payee_key LIKE '%联通%' OR y.payee_key LIKE '%保险%' OR y.payee_key LIKE '%石油%' OR y.payee_key LIKE '%石化%' OR y.payee_key LIKE '%超巿%' OR y.payee_key LIKE '%服务站%' OR y.payee_key LIKE '%苗圃%' OR y.payee_key LIKE '%农场%' OR y.payee_key LIKE '%养殖场%' OR y.payee_key LIKE '%砂场%' OR y.payee_key LIKE '%石场%' OR y.payee_key LIKE '%砖场%' OR y.payee_key LIKE '%材料场%' OR y.payee_key LIKE '%加工场%' OR y.payee_key LIKE '%副食%' OR y.payee_key LIKE '%五金%' OR y.payee_key LIKE '%建材%' OR y.payee_key LIKE '%百货%' OR y.payee_key LIKE '%日杂%' OR y.payee_key LIKE '%电器%' OR y.payee_key LIKE '%家具%' OR y.payee_key LIKE '%印刷%' OR y.payee_key LIKE '%打印%' OR y.payee_key LIKE '%复印%' OR y.payee_key LIKE '%图文%' OR y.payee_key LIKE '%文具%' OR y.payee_key LIKE '%水暖%' OR y.payee_key LIKE '%水泥%' OR y.payee_key LIKE '%种业%' OR y.payee_key LIKE '%农机%' OR y.payee_key LIKE '%汽修%' OR y.payee_key LIKE '%药房%' OR y.payee_key LIKE '%医院%' OR y.payee_key LIKE '%卫生院%' OR y.payee_key LIKE '%学校%' OR y.payee_key LIKE '%银行%' OR y.payee_key LIKE '%信用社%' OR y.payee_key LIKE '%园林%' OR y.payee_key LIKE '%绿化%' OR y.payee_key LIKE '%装饰%' OR y.payee_key LIKE '%传媒%' OR y.payee_key LIKE '%科技%' OR y.payee_key LIKE '%物业%' OR y.payee_key LIKE '%物流%' OR y.payee_key LIKE '%餐厅%' OR y.payee_key LIKE '%饭庄%' OR y.payee_key LIKE '%饭店%' OR y.payee_key LIKE '%酒楼%' OR y.payee_key LIKE '%酒店%' OR y.payee_key LIKE '%小吃%' OR y.payee_key LIKE '%商场%' OR y.payee_key LIKE '%商城%' OR y.payee_key LIKE '%企业%' OR y.payee_key LIKE '%集团%' OR y.payee_key LIKE '%协会%') AS to_firm,
    y.invoice_code, y.invoice_no, y.no_key, y.code_key, y.has_invoice, y.no_paper,
    y.pay_method, y.approver, y.handler, y.reviewed, y.reviewed_on, y.note, y.said,
    y.source_file || '|' || y.source_sheet AS sheet,
    y.note IS NOT NULL AND (trim(y.note) IN ('作废', '已作废', '空号', '废号') OR y.note LIKE '%凭证作废%' OR y.note LIKE '%作废凭证%' OR y.note LIKE '%空白凭证%' OR y.note LIKE '%本号作废%') AS voided,
    m.book IS NOT NULL AS taken_back,
    y.row_id
FROM keyed AS y
LEFT JOIN minus AS m
    ON m.book = y.book
   AND m.payee_key = y.payee_key
   AND m.amount_yuan = y.amount_yuan
