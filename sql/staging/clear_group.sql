-- purpose: forget what one file's rows came to
-- params:  $file_id
DELETE FROM stg_group WHERE file_id = $file_id;
