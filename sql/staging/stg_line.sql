-- purpose: the staged rows as ledger lines, with unit, day and month
-- grain:   one row per staged row
-- inputs:  stg_ledger, stg_part
CREATE OR REPLACE TEMP VIEW stg_line AS
SELECT
    p.unit,
    l.account,
    l.cost_centre,
    l.activity_code,
    l.project,
    l.object,
    l.counterparty,
    l.supplier_id,
    l.supplier,
    l.voucher,
    p.date,
    p.period_given,
    l.amount_sek,
    l.text,
    p.source,
    l.file_id,
    coalesce(l.line, CAST(l.rowid - p.file_row + p.file_line AS INTEGER)) AS line,
    p.from_sie,
    p.is_balance,
    p.month,
    p.part_id
FROM stg_ledger AS l
JOIN stg_part AS p
    ON l.file_id = p.file_id AND l.unit_text = p.unit_text AND l.date_text = p.date_text AND l.period_text = p.period_text
    AND l.source IS NOT DISTINCT FROM p.source_text;
