-- purpose: the stored rows of open periods that may say what was decided about, to be classified anew
-- inputs:  said (offered: one row), stored_line, closed_period
CREATE OR REPLACE TEMP TABLE said_line AS
SELECT l.*
FROM stored_line AS l
JOIN said AS s
    ON l.unit = s.unit AND l.date = s.date AND l.amount_sek = s.amount_sek AND l.account IS NOT DISTINCT FROM s.account
    AND l.cost_centre IS NOT DISTINCT FROM s.cost_centre AND l.activity_code IS NOT DISTINCT FROM s.activity_code
    AND l.project IS NOT DISTINCT FROM s.project AND l.object IS NOT DISTINCT FROM s.object
    AND l.counterparty IS NOT DISTINCT FROM s.counterparty AND l.supplier_id IS NOT DISTINCT FROM s.supplier_id
    AND l.supplier IS NOT DISTINCT FROM s.supplier AND l.voucher IS NOT DISTINCT FROM s.voucher
    AND l.period_given IS NOT DISTINCT FROM s.period_given AND l.text IS NOT DISTINCT FROM s.text
WHERE (l.unit, l.month) NOT IN (SELECT (unit, month) FROM closed_period);

CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    unit, account, cost_centre, activity_code, project, object, counterparty, supplier_id, supplier, voucher, date,
    period_given, amount_sek, text, source, file_id, line, from_sie, is_balance, month, NULL::INTEGER AS part_id, row_number,
    struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    ) AS held
FROM said_line;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM said_line;
