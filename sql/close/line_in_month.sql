-- purpose: every stored row of some months, closed or not, with what it was decided to be
-- grain:   one row per stored row
-- inputs:  stored_line, asked_month (offered: unit, month)
CREATE OR REPLACE TEMP VIEW line_in AS
SELECT
    l.unit, l.account, l.cost_centre, l.activity_code, l.project, l.object, l.counterparty, l.supplier_id, l.supplier, l.voucher,
    l.date, l.period_given, l.amount_sek, l.text, l.source, l.file_id, l.line, l.from_sie, l.is_balance, l.month,
    NULL::INTEGER AS part_id, l.row_number,
    struct_pack(
        counterparty_unit := l.counterparty_unit, is_cost := l.is_cost, category := l.category, activity := l.activity,
        nature := l.nature, funding := l.funding, decided_by := l.decided_by, rule_id := l.rule_id
    ) AS held
FROM stored_line AS l
JOIN asked_month AS a ON l.unit = a.unit AND l.month = a.month;

CREATE OR REPLACE TEMP VIEW line_word AS
SELECT account, cost_centre, activity_code, project, counterparty, supplier, text FROM line_in;
