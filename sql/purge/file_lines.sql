-- purpose: the lines that are stored of one file from a year on, in the form of their register, with their places
-- grain:   one row per ledger line
-- inputs:  stored_line (one row per ledger line)
-- params:  $file_id, $before (a year)
SELECT
    line,
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
FROM stored_line
WHERE file_id = $file_id AND month >= $before * 100
ORDER BY line;
