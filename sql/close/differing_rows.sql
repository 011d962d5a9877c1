-- purpose: the delivered rows of closed months that the store does not hold, or not so many times
-- grain:   one row per delivered row
-- inputs:  closed_part (offered: unit, month, source, is_new), stg_line (temp view), line_difference (temp table)
-- params:  $most
SELECT s.file_id, s.line, s.unit, s.month
FROM stg_line AS s
JOIN closed_part AS p ON s.unit = p.unit AND s.month = p.month AND s.source = p.source
WHERE p.is_new
    OR EXISTS (
        SELECT 1
        FROM line_difference AS d
        WHERE d.surplus > 0 AND d.unit = s.unit AND d.month = s.month AND d.source = s.source AND d.date = s.date
            AND d.amount_sek = s.amount_sek AND d.account IS NOT DISTINCT FROM s.account
            AND d.cost_centre IS NOT DISTINCT FROM s.cost_centre AND d.activity_code IS NOT DISTINCT FROM s.activity_code
            AND d.project IS NOT DISTINCT FROM s.project AND d.object IS NOT DISTINCT FROM s.object
            AND d.counterparty IS NOT DISTINCT FROM s.counterparty AND d.supplier_id IS NOT DISTINCT FROM s.supplier_id
            AND d.supplier IS NOT DISTINCT FROM s.supplier AND d.voucher IS NOT DISTINCT FROM s.voucher
            AND d.period_given IS NOT DISTINCT FROM s.period_given AND d.text IS NOT DISTINCT FROM s.text
    )
ORDER BY s.file_id, s.line
LIMIT $most;
