-- purpose: the different organisations one file prints, with the first line of each
-- inputs:  stg_group, stg_file
-- params:  $file_id
SELECT g.unit_text, min(coalesce(g.first_line, CAST(g.first_row - f.first_row + f.first_line AS INTEGER))) AS line
FROM stg_group AS g
JOIN stg_file AS f ON g.file_id = f.file_id
WHERE g.file_id = $file_id
GROUP BY g.unit_text
ORDER BY line;
