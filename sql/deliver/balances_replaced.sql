-- purpose: balances give way to vouchers of the same unit and year
-- inputs:  stg_line (temp view), stored_line
DELETE FROM stored_line
WHERE is_balance
    AND EXISTS (
        SELECT 1
        FROM (SELECT DISTINCT unit, month // 100 AS year FROM stg_line WHERE NOT is_balance AND from_sie) AS v
        WHERE v.unit = stored_line.unit AND v.year = stored_line.month // 100
    );
