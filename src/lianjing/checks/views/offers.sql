/* offers: the bids, with tender (project number, where there is none the project's name), lot (project number and name), bidder (the name without
spaces, brackets folded), project_name, bidder_name, bid_yuan, opened_on, won (NULL where the list does not say), refused (disqualified), failed
(the tender came to nothing or was called anew), said (outcome and note), sheet (file and sheet), row_id. */
WITH texts AS (
    SELECT
        coalesce(b.project_no, b.project_name) AS tender,
        coalesce(b.project_no, '') || '|' || coalesce(b.project_name, '') AS lot,
        replace(replace(replace(replace(b.bidder_name, ' ', ''), '　', ''), '（', '('), '）', ')') AS bidder,
        b.project_name, b.bidder_name, b.bid_yuan, b.opened_on, b.rank,
        coalesce(b.outcome, '') AS outcome,
        coalesce(b.outcome, '') || '|' || coalesce(b.note, '') AS said,
        b.source_file || '|' || b.source_sheet AS sheet,
        b.row_id
    FROM bids AS b
    WHERE coalesce(b.project_no, b.project_name) IS NOT NULL
      AND b.bidder_name IS NOT NULL
)
SELECT
    t.tender, t.lot, t.bidder, t.project_name, t.bidder_name, t.bid_yuan, t.opened_on,
    CASE WHEN t.outcome = '' THEN t.rank = 1
         WHEN t.outcome LIKE '%未%' OR t.outcome LIKE '%不%' OR t.outcome LIKE '%落%' OR t.outcome LIKE '%否%' OR t.outcome LIKE '%非%' OR t.outcome LIKE '%第二%' OR t.outcome LIKE '%第三%' THEN FALSE
         WHEN t.outcome LIKE '%中标%' OR t.outcome LIKE '%中选%' OR t.outcome LIKE '%成交%' OR t.outcome LIKE '%第一%' OR t.outcome IN ('是', '√', '中') THEN TRUE
         ELSE FALSE END AS won,
    t.said LIKE '%废标%' OR t.said LIKE '%否决%' OR t.said LIKE '%无效%' OR t.said LIKE '%不合格%' OR t.said LIKE '%资格不%' OR t.said LIKE '%不符%' OR t.said LIKE '%未通过%' OR t.said LIKE '%取消%' OR t.said LIKE '%不响应%' OR t.said LIKE '%未响应%' AS refused,
    t.said LIKE '%流标%' OR t.said LIKE '%重新招标%' OR t.said LIKE '%重新组织%' OR t.said LIKE '%终止招标%' OR t.said LIKE '%招标失败%' OR t.said LIKE '%采购失败%' AS failed,
    t.said, t.sheet, t.row_id
FROM texts AS t
