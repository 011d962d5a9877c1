-- purpose: what was held of each unit and month of the years before a given one
-- grain:   unit, month, source
-- inputs:  ledger_part (one row per unit, month, source)
-- units:   SEK
-- params:  $before (a year)
SELECT * FROM ledger_part WHERE month < $before * 100 ORDER BY ALL;
