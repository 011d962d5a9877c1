-- purpose: balances give way to vouchers of the same unit and year
-- inputs:  stg_line (temp view), ledger_line
DELETE FROM ledger_line
WHERE is_balance
    AND EXISTS (
        SELECT 1
        FROM (SELECT DISTINCT unit, month // 100 AS year FROM stg_line WHERE NOT is_balance AND from_sie) AS v
        WHERE v.unit = ledger_line.unit AND v.year = ledger_line.month // 100
    );
