-- purpose: the lines that a pair of units in the group has booked of what one sold the other in a year
-- grain:   one row per ledger line, of the buyer's staff cost one per cost centre and month, since a line is one person's
-- inputs:  opened_line (one row per ledger line), unit (one row per unit)
-- units:   amount_sek SEK, the seller's income and the buyer's cost both positive
-- params:  $seller, $buyer, $is_it, $year
-- What belongs to a pair is said in fct_internal_month.
WITH central AS (
    SELECT min(unit) AS unit FROM unit WHERE kind = 'central_it'
),

bought AS (
    SELECT l.file_id, l.line, l.date, l.month, l.voucher, l.account, l.cost_centre, l.text, l.amount_sek, l.is_payroll
    FROM opened_line AS l
    CROSS JOIN central AS z
    WHERE l.unit = $buyer AND l.month // 100 = $year AND substr(l.account, 1, 1) IS DISTINCT FROM '3'
        AND (l.category = 'internal_it') = $is_it
        AND (l.category = 'internal_it' OR (l.is_cost AND l.counterparty_unit IS NOT NULL))
        AND CASE WHEN l.category = 'internal_it' THEN coalesce(z.unit, l.counterparty_unit, '') ELSE l.counterparty_unit END = $seller
)

SELECT
    'seller' AS side,
    l.file_id,
    l.line,
    l.date,
    l.month,
    l.voucher,
    l.account,
    l.text,
    CAST(-l.amount_sek AS DECIMAL(18, 2)) AS amount_sek
FROM opened_line AS l
WHERE l.unit = $seller AND l.month // 100 = $year AND substr(l.account, 1, 1) = '3'
    AND (l.category = 'internal_it') = $is_it AND coalesce(l.counterparty_unit, '') = $buyer
    AND (l.counterparty_unit IS NOT NULL OR l.category = 'internal_it')
UNION ALL
SELECT 'buyer', file_id, line, date, month, voucher, account, text, amount_sek
FROM bought
WHERE NOT is_payroll
UNION ALL
SELECT
    'buyer',
    min(file_id),
    arg_min(line, (file_id, line)),
    max(date),
    month,
    NULL,
    NULL,
    NULL,
    CAST(sum(amount_sek) AS DECIMAL(18, 2))
FROM bought
WHERE is_payroll
GROUP BY month, cost_centre
ORDER BY date, file_id, line;
