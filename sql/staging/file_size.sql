-- purpose: what one staged file's amounts come to without their signs, however large
-- inputs:  stg_ledger
-- units:   SEK
-- params:  $file_id
SELECT coalesce(sum(CAST(abs(amount_sek) AS DECIMAL(38, 2))), 0) AS size_sek
FROM stg_ledger
WHERE file_id = $file_id;
