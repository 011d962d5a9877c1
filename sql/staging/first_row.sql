-- purpose: the number of one file's first staged row; the rows of a file stand in its order
-- inputs:  stg_group
-- params:  $file_id
SELECT coalesce(min(first_row), 0) AS first_row FROM stg_group WHERE file_id = $file_id;
