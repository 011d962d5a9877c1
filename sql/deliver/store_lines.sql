-- purpose: store the delivered rows, classified
-- inputs:  line_out (temp view)
INSERT INTO stored_row
SELECT
    part_id, outcome_id, line, date, amount_sek, account, cost_centre, activity_code, project, object, counterparty,
    supplier_id, supplier, voucher, text, counterparty_unit
FROM line_out;
