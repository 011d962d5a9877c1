-- purpose: the rows of small registers that are stored from one delivery
-- grain:   register
-- inputs:  register_row (one row per row), delivered_file (one row per file)
-- params:  $act_id
SELECT r.register, count(*) AS row_count
FROM register_row AS r
JOIN delivered_file AS f ON r.file_id = f.file_id
WHERE f.act_id = $act_id
GROUP BY r.register
ORDER BY r.register;
