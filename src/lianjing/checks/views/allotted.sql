/* allotted: the ledger of allocations read for comparing. Of the row itself: row_id, document_no, period_start, period_end, amount_yuan, sent_on,
received_yuan, received_on, distributed_yuan, distributed_on, source_file, source_sheet, source_row; and programme_id, programme (its name as one says it),
payee and programme_period (the programme's kind), place (the town or unit that received), place_key (its key where it is a town of the book), village_key,
allotment (place key, village, programme, document, period and day of sending as one text: rows that share it are parts of one allotment), said (remark,
document and programme as they stand) and to_people (the money goes to people or households, by the programme's kind or the words of its name, not to works). */
SELECT
    a.row_id, a.document_no, t.programme_id, t.name AS programme, t.payee, g.period AS programme_period,
    a.period_start, a.period_end, a.amount_yuan, a.sent_on, a.received_yuan, a.received_on, a.distributed_yuan, a.distributed_on,
    a.source_file, a.source_sheet, a.source_row,
    coalesce(a.town, a.payee_unit) AS place,
    coalesce(w.town_key::VARCHAR, a.town, a.payee_unit) AS place_key,
    k.village_key,
    coalesce(w.town_key::VARCHAR, a.town, a.payee_unit, '') || '|' || coalesce(k.village_key::VARCHAR, a.village, '') || '|' || coalesce(t.name::VARCHAR, a.programme, '') || '|' || coalesce(a.document_no, '')
    || '|' || coalesce(a.period_start::VARCHAR, '') || '|' || coalesce(a.sent_on::VARCHAR, a.received_on::VARCHAR, '') AS allotment,
    coalesce(a.note, '') || '|' || coalesce(a.document_no, '') || '|' || coalesce(a.programme, '') AS said,
    CASE WHEN t.programme_id IS NOT NULL THEN coalesce(t.payee::VARCHAR, '') <> 'project'
         ELSE a.programme IS NULL OR a.programme LIKE '%补贴%' OR a.programme LIKE '%补助%' OR a.programme LIKE '%救助%' OR a.programme LIKE '%低保%' OR a.programme LIKE '%养老%'
           OR a.programme LIKE '%津贴%' OR a.programme LIKE '%供养%' OR a.programme LIKE '%奖励%' OR a.programme LIKE '%慰问%' OR a.programme LIKE '%抚恤%' END AS to_people
FROM allocations AS a
LEFT JOIN programme_texts AS t
    ON t.programme = a.programme
   AND t.year = coalesce(year(a.period_start), year(a.sent_on), 0)
LEFT JOIN programmes AS g ON g.programme_id = t.programme_id
LEFT JOIN village_keys AS k ON k.village = a.village
LEFT JOIN town_keys AS w ON w.town = coalesce(a.town, replace(replace(replace(a.payee_unit, '人民政府', ''), '财政所', ''), '街道办事处', '街道'))
