-- purpose: the links of one closing in their order
-- inputs:  closed_line, delivered_file (one row per file)
-- params:  $closing_id
SELECT c.file_id, c.line, c.hash, f.file_name AS file
FROM closed_line AS c
LEFT JOIN delivered_file AS f ON c.file_id = f.file_id
WHERE c.closing_id = $closing_id
ORDER BY c.position;
