-- purpose: the staged rows of a file are what a purge left of a SIE file, and are classified as such
-- inputs:  stg_file
-- params:  $file_id, $is_balance
UPDATE stg_file SET from_sie = TRUE, is_balance = $is_balance WHERE file_id = $file_id;
