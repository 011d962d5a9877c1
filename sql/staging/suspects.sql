-- purpose: the rows of one file that are not ordinary: no amount or no date, or nothing but an amount, or a total's word
-- grain:   one row per such row; at most $most
-- inputs:  stg_ledger, stg_file, stg_date
-- params:  $file_id, $most, $dates_given (the file prints dates)
SELECT
    coalesce(l.line, CAST(l.rowid - f.first_row + f.first_line AS INTEGER)) AS line,
    l.rowid AS row_number,
    l.amount_sek,
    l.amount_text,
    l.date_text,
    l.period_text,
    d.date IS NOT NULL AS has_date
FROM stg_ledger AS l
JOIN stg_file AS f ON l.file_id = f.file_id
LEFT JOIN stg_date AS d
    ON l.file_id = d.file_id AND l.date_text = d.date_text AND l.period_text = d.period_text
WHERE l.file_id = $file_id
    AND (
        l.amount_sek IS NULL
        OR d.date IS NULL
        OR (
            NOT $dates_given
            AND (
                coalesce(nullif(l.unit_text, ''), l.account, l.cost_centre, l.activity_code, l.project, l.counterparty, l.supplier_id, l.supplier, l.voucher, l.text) IS NULL
                OR regexp_matches(
                    concat_ws(' ', l.unit_text, l.account, l.cost_centre, l.supplier, l.voucher, l.text),
                    '(?i)(^|\s)(s:a|summa|totalt?|delsumma|delsum|subtotal|sum|grand total|i alt)(\s|:|$)'
                )
            )
        )
    )
ORDER BY line
LIMIT $most;
