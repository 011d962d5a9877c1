-- purpose: store the delivered rows, classified
-- inputs:  line_out (temp view)
INSERT INTO ledger_line SELECT * FROM line_out;
