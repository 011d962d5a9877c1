-- purpose: every stored row of an open period with what it was decided to be, to be classified anew
-- grain:   one row per stored row; row_number is its place in the table
-- inputs:  stored_line, closed_period
CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier, voucher, date,
    period_given, amount_sek, text, source, file_id, line, from_sie, is_balance, month, NULL::INTEGER AS part_id, row_number,
    struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    ) AS held
FROM stored_line
WHERE (unit, month) NOT IN (SELECT (unit, month) FROM closed_period);

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM stored_line;
