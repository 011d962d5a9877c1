-- purpose: the ledger in the form of its register, so that it reads back unchanged; for who runs the machine, and no role
-- grain:   one row per ledger line
-- inputs:  ledger_line (one row per ledger line)
SELECT
    unit,
    account,
    cost_centre,
    activity_code,
    project,
    object,
    counterparty,
    supplier_id,
    supplier,
    voucher,
    date,
    period_given AS period,
    amount_sek,
    text,
    source
FROM ledger_line
ORDER BY file_id, line;
