-- purpose: the staged rows as ledger lines, with unit, day and month
-- grain:   one row per staged row
-- inputs:  stg_ledger, stg_file, stg_unit, stg_date
CREATE OR REPLACE TEMP VIEW stg_line AS
SELECT
    u.unit,
    l.account,
    l.cost_centre,
    l.activity_code,
    l.project,
    l.object,
    l.counterparty,
    l.supplier_id,
    l.supplier,
    l.voucher,
    d.date,
    d.period_given,
    l.amount_sek,
    l.text,
    coalesce(l.source, f.source) AS source,
    l.file_id,
    coalesce(l.line, CAST(l.rowid - f.first_row + f.first_line AS INTEGER)) AS line,
    f.from_sie,
    f.is_balance,
    d.month
FROM stg_ledger AS l
JOIN stg_file AS f ON l.file_id = f.file_id
JOIN stg_unit AS u ON l.file_id = u.file_id AND l.unit_text = u.unit_text
JOIN stg_date AS d ON l.file_id = d.file_id AND l.date_text = d.date_text AND l.period_text = d.period_text;
