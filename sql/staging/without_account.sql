-- purpose: how many rows of one file have no account, and where the first stands
-- inputs:  stg_group, stg_file
-- params:  $file_id
SELECT
    CAST(coalesce(sum(g.row_count - g.account_count), 0) AS BIGINT) AS row_count,
    min(coalesce(g.line_without_account, CAST(g.row_without_account - f.first_row + f.first_line AS INTEGER))) AS line
FROM stg_group AS g
JOIN stg_file AS f ON g.file_id = f.file_id
WHERE g.file_id = $file_id;
