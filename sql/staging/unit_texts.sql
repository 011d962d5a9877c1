-- purpose: the different organisations one file prints, with the first line of each
-- inputs:  stg_ledger, stg_file
-- params:  $file_id
SELECT l.unit_text, min(coalesce(l.line, CAST(l.rowid - f.first_row + f.first_line AS INTEGER))) AS line
FROM stg_ledger AS l
JOIN stg_file AS f ON l.file_id = f.file_id
WHERE l.file_id = $file_id
GROUP BY l.unit_text
ORDER BY line;
