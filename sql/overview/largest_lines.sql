-- purpose: the largest lines of IT cost of one unit and year; an investment is no cost (its depreciation is)
-- grain:   ledger line; of staff cost one row for each cost centre and month, since a line is one person's
-- inputs:  opened_line (one row per ledger line), delivered_file (one row per file)
-- units:   SEK
-- params:  $unit, $year, $most
WITH counted AS (
    SELECT *
    FROM opened_line
    WHERE unit = $unit AND month >= $year * 100 AND month < ($year + 1) * 100
        AND funding <> 'investering'
        AND category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
),

shown AS (
    SELECT file_id, line, date, voucher, account, cost_centre, supplier, supplier_id, text, amount_sek, category, 1 AS line_count, FALSE AS is_payroll
    FROM counted
    WHERE NOT is_payroll
    UNION ALL
    SELECT
        min(file_id),
        arg_min(line, (file_id, line)),
        max(date),
        NULL,
        NULL,
        cost_centre,
        NULL,
        NULL,
        NULL,
        CAST(sum(amount_sek) AS DECIMAL(18, 2)),
        category,
        count(*),
        TRUE
    FROM counted
    WHERE is_payroll
    GROUP BY cost_centre, month, category
)

SELECT s.file_id, f.file_name AS file, s.line, s.date, s.voucher, s.account, s.cost_centre, s.supplier, s.supplier_id, s.text, s.amount_sek, s.category, s.line_count, s.is_payroll
FROM shown AS s
JOIN delivered_file AS f ON s.file_id = f.file_id
ORDER BY s.amount_sek DESC, s.file_id, s.line
LIMIT $most;
