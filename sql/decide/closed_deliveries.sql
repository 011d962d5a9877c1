-- purpose: the deliveries of which lines lie in closed months
-- inputs:  delivered_part, delivered_file (one row per file), closed_period (one row per unit, month)
SELECT DISTINCT f.act_id
FROM delivered_file AS f
WHERE f.file_id IN (
    SELECT l.file_id FROM delivered_part AS l JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
)
ORDER BY f.act_id;
