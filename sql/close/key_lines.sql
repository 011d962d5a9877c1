-- purpose: the largest lines of one account or supplier in a unit's month
-- grain:   one row per ledger line; none of staff cost
-- inputs:  opened_line (one row per ledger line)
-- units:   SEK
-- params:  $unit, $month, $kind (account or supplier), $key, $most
SELECT file_id, line, date, voucher, account, supplier, text, amount_sek
FROM opened_line
WHERE unit = $unit AND month = $month AND is_cost AND category <> 'not_it'
    AND NOT is_payroll -- a line of staff cost is one person's
    AND CASE WHEN $kind = 'account' THEN account ELSE supplier END = $key
ORDER BY abs(amount_sek) DESC, file_id, line
LIMIT $most;
