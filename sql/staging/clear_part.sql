-- purpose: forget what one file covered
-- params:  $file_id
DELETE FROM stg_part WHERE file_id = $file_id;
