-- purpose: how many rows of one file have no account, and where the first stands
-- inputs:  stg_ledger, stg_file
-- params:  $file_id
SELECT
    count(*) AS row_count,
    min(coalesce(l.line, CAST(l.rowid - f.first_row + f.first_line AS INTEGER))) AS line
FROM stg_ledger AS l
JOIN stg_file AS f ON l.file_id = f.file_id
WHERE l.file_id = $file_id AND l.account IS NULL;
