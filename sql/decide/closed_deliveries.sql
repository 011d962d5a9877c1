-- purpose: the deliveries of which lines lie in closed months
-- inputs:  stored_line, delivered_file (one row per file), closed_period (one row per unit, month)
SELECT DISTINCT f.act_id
FROM delivered_file AS f
WHERE f.file_id IN (
    SELECT l.file_id FROM stored_line AS l JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
)
ORDER BY f.act_id;
