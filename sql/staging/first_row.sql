-- purpose: the number of one file's first staged row; the rows of a file stand in its order
-- inputs:  stg_ledger
-- params:  $file_id
SELECT coalesce(min(rowid), 0) AS first_row FROM stg_ledger WHERE file_id = $file_id;
