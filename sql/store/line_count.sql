-- purpose: how many ledger lines are stored
SELECT count(*) AS line_count FROM ledger_line;
