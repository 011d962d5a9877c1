-- purpose: the line of a file's last ordinary row
-- inputs:  stg_ledger, stg_file, asked (offered: row_number of the odd rows)
-- params:  $file_id
SELECT max(coalesce(l.line, CAST(l.rowid - f.first_row + f.first_line AS INTEGER))) AS line
FROM stg_ledger AS l
JOIN stg_file AS f ON l.file_id = f.file_id
WHERE l.file_id = $file_id AND l.rowid NOT IN (SELECT row_number FROM asked);
