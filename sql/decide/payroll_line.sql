-- purpose: the unit of a line where it is of staff cost
-- grain:   one row, or none
-- inputs:  opened_line (one row per ledger line)
-- params:  $file_id, $line
SELECT unit FROM opened_line WHERE file_id = $file_id AND line = $line AND is_payroll;
