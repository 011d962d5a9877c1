-- purpose: the months that anybody has lines or a control total of
-- inputs:  ledger_part (one row per unit, month, source), control_total
SELECT month FROM ledger_part
UNION
SELECT month FROM control_total
ORDER BY month;
