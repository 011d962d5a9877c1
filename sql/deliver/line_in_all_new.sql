-- purpose: the delivered rows that are to be stored, where that is all of them
-- inputs:  stg_line (temp view), stg_ledger
CREATE OR REPLACE TEMP VIEW line_in AS SELECT *, NULL AS row_number, NULL AS held FROM stg_line;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM stg_ledger;
