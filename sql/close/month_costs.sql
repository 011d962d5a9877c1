-- purpose: the cost of every unit's month on accounts of class 4 to 7
-- grain:   unit, month
-- inputs:  ledger_part (one row per unit, month, source)
-- units:   SEK
SELECT unit, month, CAST(sum(cost_sek) AS DECIMAL(18, 2)) AS cost_sek FROM ledger_part GROUP BY unit, month;
