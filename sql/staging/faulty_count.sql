-- purpose: how many rows of one file cannot be stored: no amount, no day or no unit
-- inputs:  stg_ledger, stg_date, stg_unit
-- params:  $file_id
SELECT count(*) AS row_count
FROM stg_ledger AS l
LEFT JOIN stg_date AS d
    ON l.file_id = d.file_id AND l.date_text = d.date_text AND l.period_text = d.period_text
LEFT JOIN stg_unit AS u ON l.file_id = u.file_id AND l.unit_text = u.unit_text
WHERE l.file_id = $file_id AND (l.amount_sek IS NULL OR d.date IS NULL OR u.unit IS NULL);
