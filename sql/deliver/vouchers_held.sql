-- purpose: the years for which one file brings balances although vouchers are held
-- inputs:  stg_part, delivered_part
-- params:  $file_id
SELECT DISTINCT l.unit, l.month // 100 AS year
FROM (
    SELECT unit, month, from_sie, is_balance FROM delivered_part
    UNION ALL
    SELECT unit, month, from_sie, is_balance FROM stg_part
) AS l
JOIN (SELECT DISTINCT unit, month // 100 AS year FROM stg_part WHERE is_balance AND file_id = $file_id) AS b
    ON l.unit = b.unit AND l.month // 100 = b.year
WHERE l.from_sie AND NOT l.is_balance;
