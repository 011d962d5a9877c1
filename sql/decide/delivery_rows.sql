-- purpose: the ledger lines that are stored from one delivery, by unit and month
-- grain:   unit, month
-- inputs:  stored_line, delivered_file (one row per file), closed_period (one row per unit, month)
-- params:  $act_id
SELECT
    l.unit,
    l.month,
    count(*) AS row_count,
    CAST(sum(l.amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    bool_or(c.unit IS NOT NULL) AS is_closed
FROM stored_line AS l
JOIN delivered_file AS f ON l.file_id = f.file_id
LEFT JOIN closed_period AS c ON l.unit = c.unit AND l.month = c.month
WHERE f.act_id = $act_id
GROUP BY l.unit, l.month
ORDER BY l.unit, l.month;
