-- purpose: the months a unit has lines of
-- inputs:  ledger_part (one row per unit, month, source)
-- params:  $unit
SELECT DISTINCT month FROM ledger_part WHERE unit = $unit ORDER BY month;
