-- purpose: one stored line, whole, and whether its period is closed
-- grain:   one row, or none where there is no such line or it is of staff cost, which opens no further than its sum
-- inputs:  opened_line (one row per ledger line), closed_period (one row per unit, month)
-- params:  $file_id, $line
SELECT l.* EXCLUDE (row_number, is_payroll), c.unit IS NOT NULL AS is_closed
FROM opened_line AS l
LEFT JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
WHERE l.file_id = $file_id AND l.line = $line AND NOT l.is_payroll;
