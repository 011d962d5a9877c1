-- purpose: how many filled amounts of one file could not be read
-- inputs:  stg_group
-- params:  $file_id
SELECT coalesce(sum(unread_count), 0) AS row_count FROM stg_group WHERE file_id = $file_id;
