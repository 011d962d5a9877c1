-- purpose: the years for which one file brings balances although vouchers are held
-- inputs:  stg_line (temp view), stored_line
-- params:  $file_id
SELECT DISTINCT l.unit, l.month // 100 AS year
FROM (
    SELECT unit, month, from_sie, is_balance FROM stored_line
    UNION ALL
    SELECT unit, month, from_sie, is_balance FROM stg_line
) AS l
JOIN (SELECT DISTINCT unit, month // 100 AS year FROM stg_line WHERE is_balance AND file_id = $file_id) AS b
    ON l.unit = b.unit AND l.month // 100 = b.year
WHERE l.from_sie AND NOT l.is_balance;
