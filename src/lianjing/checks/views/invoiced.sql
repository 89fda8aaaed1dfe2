/* invoiced: the invoice of each line of the village books: voucher_row_id, then the columns of billed: no_key, code_key,
invoice_yuan, invoiced_on, seller_name, seller_key, credit_code, payer_unit, voided, reissued, status (its row as invoice_row_id). Number and code agree;
where either has no code, the number and the seller or the sum do. At most one invoice a line. */
WITH pairs AS (
    SELECT
        v.row_id AS voucher_row_id,
        b.no_key, b.code_key, b.invoice_yuan, b.invoiced_on, b.seller_name, b.seller_key, b.credit_code, b.payer_unit, b.voided, b.reissued, b.status, b.row_id AS invoice_row_id,
        CASE WHEN v.code_key = b.code_key THEN 4 ELSE 0 END
        + CASE WHEN v.payee_key = b.seller_key THEN 2 ELSE 0 END
        + CASE WHEN v.amount_yuan = b.invoice_yuan THEN 1 ELSE 0 END AS agreement
    FROM booked AS v
    JOIN billed AS b
        ON b.no_key = v.no_key
    WHERE coalesce(v.code_key = b.code_key, TRUE)
)
SELECT
    p.voucher_row_id, p.no_key, p.code_key, p.invoice_yuan, p.invoiced_on, p.seller_name, p.seller_key, p.credit_code, p.payer_unit, p.voided, p.reissued, p.status, p.invoice_row_id
FROM pairs AS p
WHERE p.agreement > 0
QUALIFY row_number() OVER (PARTITION BY p.voucher_row_id ORDER BY p.agreement DESC, p.invoice_row_id) = 1
