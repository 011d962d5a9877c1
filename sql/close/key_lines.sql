-- purpose: the largest lines of one account or supplier in a unit's month
-- grain:   one row per ledger line; none of staff cost
-- inputs:  ledger_line (one row per ledger line), unit (one row per unit), account_nature (one row per chart and group)
-- units:   SEK
-- params:  $unit, $month, $kind (account or supplier), $key, $most
SELECT file_id, line, date, voucher, account, supplier, text, amount_sek
FROM ledger_line
WHERE unit = $unit AND month = $month AND is_cost AND category <> 'not_it'
    -- a line of staff cost is one person's
    AND NOT EXISTS (
        SELECT 1
        FROM unit AS u
        JOIN account_nature AS n ON u.chart = n.chart
        WHERE u.unit = ledger_line.unit AND n.nature = 'staff' AND n.account_group = substr(ledger_line.account, 1, 2)
    )
    AND CASE WHEN $kind = 'account' THEN account ELSE supplier END = $key
ORDER BY abs(amount_sek) DESC, file_id, line
LIMIT $most;
