-- purpose: every stored row, to be classified anew
-- inputs:  ledger_line
CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier, voucher, date,
    period_given, amount_sek, text, source, file_id, line, from_sie, is_balance, month
FROM ledger_line;
