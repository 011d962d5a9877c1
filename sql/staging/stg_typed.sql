-- purpose: one file's rows that its reader has already typed (SIE), put beside the others
-- grain:   one row per row of the file
-- inputs:  src (offered)
-- params:  $file_id
INSERT INTO stg_ledger (
    file_id, line, unit_text, account, cost_centre, project, voucher, date_text, period_text, amount_sek, text
)
SELECT
    CAST($file_id AS INTEGER),
    CAST(line AS INTEGER),
    '',
    nullif(account, ''),
    nullif(cost_centre, ''),
    nullif(project, ''),
    nullif(voucher, ''),
    strftime(date, '%Y-%m-%d'),
    '',
    amount_sek,
    nullif(text, '')
FROM src;
