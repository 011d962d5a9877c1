-- purpose: the different dates and periods one file prints
-- inputs:  stg_group
-- params:  $file_id
SELECT DISTINCT date_text, period_text FROM stg_group WHERE file_id = $file_id ORDER BY date_text, period_text;
