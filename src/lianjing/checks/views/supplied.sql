/* supplied: which registered firm sold or was paid, for each line of the village books: row_id, then
the firm's firm_id, firm_key, company_name, company_kind, founded_on, cancelled_on, gone, namesakes, village_key and firm_row_id, bought_on (the
day of the invoice; without one, of the voucher), invoiced_on, invoice_row_id, by_code (the invoice's tax number agrees). The invoice's number says
which firm; where it has none, or one of the old kind, the seller's name, and the payee's name besides. Where by_code is false and namesakes above one,
the name does not say which of them it was. */
WITH named AS (
    SELECT b.row_id, i.credit_code, i.seller_key AS firm_key, i.invoiced_on, b.voucher_on, i.invoice_row_id
    FROM booked AS b
    JOIN invoiced AS i
        ON i.voucher_row_id = b.row_id
    UNION
    SELECT b.row_id, NULL, b.payee_key, i.invoiced_on, b.voucher_on, i.invoice_row_id
    FROM booked AS b
    LEFT JOIN invoiced AS i
        ON i.voucher_row_id = b.row_id
    WHERE b.payee_key IS NOT NULL
      AND coalesce(b.payee_key <> i.seller_key, TRUE)
),
found AS (
    SELECT n.row_id, f.firm_id, n.invoiced_on, n.voucher_on, n.invoice_row_id, TRUE AS by_code
    FROM named AS n
    JOIN firms AS f
        ON f.credit_code = n.credit_code
    UNION
    SELECT n.row_id, f.firm_id, n.invoiced_on, n.voucher_on, n.invoice_row_id, FALSE
    FROM named AS n
    JOIN firms AS f
        ON f.firm_key = n.firm_key
    LEFT JOIN firms AS c
        ON c.credit_code = n.credit_code
    WHERE c.firm_id IS NULL
      AND NOT coalesce(length(n.credit_code) = 18 AND length(f.credit_code) = 18, FALSE)
)
SELECT
    d.row_id, f.firm_id, f.firm_key, f.company_name, f.company_kind, f.founded_on, f.cancelled_on, f.gone, f.namesakes, f.village_key, f.row_id AS firm_row_id,
    coalesce(d.invoiced_on, d.voucher_on) AS bought_on, d.invoiced_on, d.invoice_row_id, d.by_code
FROM found AS d
JOIN firms AS f
    ON f.firm_id = d.firm_id
