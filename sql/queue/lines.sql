-- purpose: the undecided lines of one group, the largest amount first
-- grain:   one row per ledger line; of staff cost one for each cost centre and month, since a line is one person's
-- inputs:  opened_line (one row per ledger line), delivered_file (one row per file)
-- units:   SEK
-- params:  $units, $year (NULL = all), $account, $supplier, $cost_centre, $counterparty (NULL = any), $most, $first
WITH undecided AS (
    SELECT l.*
    FROM opened_line AS l
    WHERE l.category = 'unclassified' AND l.unit IN (SELECT unnest(CAST($units AS VARCHAR[])))
        AND ($year IS NULL OR (l.month >= $year * 100 AND l.month < ($year + 1) * 100))
        AND ($account IS NULL OR l.account = $account)
        AND ($supplier IS NULL OR (lower(l.supplier) = lower($supplier) AND NOT l.is_payroll)) -- of staff cost it is a person
        AND ($cost_centre IS NULL OR l.cost_centre = $cost_centre)
        AND ($counterparty IS NULL OR l.counterparty = $counterparty)
),

shown AS (
    SELECT
        file_id, line, unit, date, voucher, account, cost_centre, activity_code, project, counterparty, supplier, text, amount_sek
    FROM undecided
    WHERE NOT is_payroll
    UNION ALL
    SELECT
        min(file_id),
        arg_min(line, (file_id, line)),
        unit,
        max(date),
        NULL,
        account,
        cost_centre,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        CAST(sum(amount_sek) AS DECIMAL(18, 2))
    FROM undecided
    WHERE is_payroll
    GROUP BY unit, account, cost_centre, month
)

SELECT
    s.file_id,
    f.file_name AS file,
    s.line,
    s.unit,
    s.date,
    s.voucher,
    s.account,
    s.cost_centre,
    s.activity_code,
    s.project,
    s.counterparty,
    s.supplier,
    s.text,
    s.amount_sek
FROM shown AS s
JOIN delivered_file AS f ON s.file_id = f.file_id
ORDER BY abs(s.amount_sek) DESC, s.file_id, s.line
LIMIT $most OFFSET $first;
