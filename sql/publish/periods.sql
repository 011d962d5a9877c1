-- purpose: the months that each unit has lines in, and which of them are closed
-- grain:   unit, month
-- inputs:  ledger_part (one row per unit, month, source), closed_period (one row per unit, month)
SELECT
    p.unit,
    p.month,
    count(c.unit) > 0 AS is_closed
FROM ledger_part AS p
LEFT JOIN closed_period AS c ON p.unit = c.unit AND p.month = c.month
GROUP BY p.unit, p.month
ORDER BY p.unit, p.month;
