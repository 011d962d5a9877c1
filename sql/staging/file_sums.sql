-- purpose: what one staged file holds
-- inputs:  stg_ledger
-- params:  $file_id
SELECT
    count(*) AS row_count,
    CAST(coalesce(sum(amount_sek), 0) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(coalesce(sum(abs(amount_sek)), 0) AS DECIMAL(18, 2)) AS sum_abs_sek
FROM stg_ledger
WHERE file_id = $file_id;
