-- purpose: take one file's rows away again
-- params:  $file_id
DELETE FROM stg_ledger WHERE file_id = $file_id;
