-- purpose: the units whose ledger lines came in a file
-- inputs:  stored_line
-- params:  $file_id
SELECT DISTINCT unit FROM stored_line WHERE file_id = $file_id ORDER BY unit;
