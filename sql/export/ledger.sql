-- purpose: the ledger in the form of its register
-- grain:   one row per ledger line
-- inputs:  ledger_line (one row per ledger line)
-- params:  $openable
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
WHERE unit IN (SELECT unnest(CAST($openable AS VARCHAR[])))
ORDER BY file_id, line;
