-- purpose: the units whose data came in a file; NULL where a register is of no one unit
-- grain:   unit
-- inputs:  delivered_part, register_row (one row per delivered row)
-- params:  $file_id
SELECT unit FROM delivered_part WHERE file_id = $file_id
UNION
SELECT nullif(split_part(part, '|', 1), '') FROM register_row WHERE file_id = $file_id
ORDER BY unit;
