-- purpose: what one staged file holds, however large
-- inputs:  stg_group
-- units:   SEK
-- params:  $file_id
SELECT
    CAST(coalesce(sum(row_count), 0) AS BIGINT) AS row_count,
    coalesce(sum(sum_sek), 0) AS sum_sek,
    coalesce(sum(sum_abs_sek), 0) AS sum_abs_sek
FROM stg_group
WHERE file_id = $file_id;
