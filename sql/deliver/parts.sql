-- purpose: what a delivery covers, file by file
-- grain:   unit, month, source, file
-- inputs:  stg_line (temp view)
SELECT
    unit,
    month,
    source,
    file_id,
    count(*) AS row_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek
FROM stg_line
GROUP BY unit, month, source, file_id
ORDER BY unit, month, source, file_id;
