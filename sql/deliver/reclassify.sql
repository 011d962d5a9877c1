-- purpose: every stored row classified by the units and rules now in force
-- inputs:  line_out (temp view over line_in)
CREATE TABLE ledger_line_new AS SELECT * FROM line_out;
DROP VIEW line_out;
DROP VIEW line_in;
DROP TABLE ledger_line;
ALTER TABLE ledger_line_new RENAME TO ledger_line;
