/* misread_ids: quarantined payments (quarantined_paid) with the ID as it stood, folded for comparing: row_id, name, name_key, town_key, village_key,
programme_id, programme, amount_yuan, period_start, period_end, quarantine_reason, id_raw and id_text: id_raw without spaces and apostrophes, full-width digits as
ordinary ones, x as X. Nothing is mended: id_text is only laid beside the numbers of the household register. */
SELECT
    q.row_id, q.name, q.name_key, q.town_key, q.village_key, q.programme_id, q.programme, q.amount_yuan,
    coalesce(q.period_start, q.paid_on) AS period_start,
    coalesce(q.period_end, q.paid_on) AS period_end,
    q.quarantine_reason, q.id_raw,
    translate(q.id_raw, '０１２３４５６７８９ｘＸxХх×' || ' 　' || chr(9) || chr(160) || '''’‘`', '0123456789XXXXXX') AS id_text
FROM quarantined_paid AS q
WHERE q.id_raw IS NOT NULL
