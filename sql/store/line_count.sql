-- purpose: how many ledger lines are stored
-- inputs:  ledger_line
SELECT count(*) AS line_count FROM ledger_line;
