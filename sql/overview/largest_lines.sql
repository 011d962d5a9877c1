-- purpose: the largest lines of IT cost of one unit and year; an investment is no cost (its depreciation is)
-- grain:   ledger line
-- inputs:  ledger_line (one row per ledger line), delivered_file (one row per file)
-- params:  $unit, $year, $most
SELECT l.file_id, f.file_name AS file, l.line, l.date, l.voucher, l.account, l.supplier, l.text, l.amount_sek, l.category
FROM ledger_line AS l
JOIN delivered_file AS f ON l.file_id = f.file_id
WHERE l.unit = $unit AND l.month >= $year * 100 AND l.month < ($year + 1) * 100
    AND l.funding <> 'investering'
    AND l.category IN ('central_it', 'external_it', 'local_it_staff', 'shadow_it')
ORDER BY l.amount_sek DESC, l.file_id, l.line
LIMIT $most;
