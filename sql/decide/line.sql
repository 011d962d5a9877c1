-- purpose: one stored line, whole, and whether its period is closed
-- inputs:  ledger_line (one row per ledger line), closed_period (one row per unit, month)
-- params:  $file_id, $line
SELECT l.*, c.unit IS NOT NULL AS is_closed
FROM ledger_line AS l
LEFT JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
WHERE l.file_id = $file_id AND l.line = $line;
