-- purpose: how many rows of one file cannot be stored: no amount, no day or no unit
-- inputs:  stg_group, stg_date, stg_unit
-- params:  $file_id
SELECT
    CAST(
        coalesce(sum(g.row_count - CASE WHEN d.date IS NULL OR u.unit IS NULL THEN 0 ELSE g.amount_count END), 0) AS BIGINT
    ) AS row_count
FROM stg_group AS g
LEFT JOIN stg_date AS d
    ON g.file_id = d.file_id AND g.date_text = d.date_text AND g.period_text = d.period_text
LEFT JOIN stg_unit AS u ON g.file_id = u.file_id AND g.unit_text = u.unit_text
WHERE g.file_id = $file_id;
