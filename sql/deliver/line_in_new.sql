-- purpose: the delivered rows that are to be stored
-- inputs:  stg_line (temp view), stg_ledger, stored_part (offered: unit, month, source)
CREATE OR REPLACE TEMP VIEW line_in AS
SELECT s.*, NULL AS row_number, NULL AS held
FROM stg_line AS s
JOIN stored_part AS p ON s.unit = p.unit AND s.month = p.month AND s.source = p.source;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM stg_ledger;
