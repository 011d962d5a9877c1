-- purpose: how many filled amounts of one file could not be read
-- inputs:  stg_ledger
-- params:  $file_id
SELECT count(*) AS row_count FROM stg_ledger WHERE file_id = $file_id AND amount_sek IS NULL AND amount_text <> '';
