-- purpose: what a unit has booked month by month on each account and with each supplier, of all that is not plainly beside IT
-- grain:   kind (account or supplier), key, month
-- inputs:  opened_line (one row per ledger line)
-- units:   SEK
-- params:  $unit, $first, $month (YYYYMM)
WITH counted AS (
    SELECT account, supplier, month, amount_sek, is_payroll
    FROM opened_line
    WHERE unit = $unit AND month BETWEEN $first AND $month AND is_cost AND category <> 'not_it'
)

SELECT 'account' AS kind, account AS key, month, CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS amount_sek
FROM counted
WHERE account IS NOT NULL
GROUP BY account, month
UNION ALL
SELECT 'supplier', supplier, month, CAST(sum(amount_sek) AS DECIMAL(18, 2))
FROM counted
WHERE supplier IS NOT NULL AND NOT is_payroll -- of staff cost it is a person
GROUP BY supplier, month
ORDER BY kind, key, month;
