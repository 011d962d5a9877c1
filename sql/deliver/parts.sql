-- purpose: what a delivery covers, file by file
-- grain:   unit, month, source, file
-- inputs:  stg_part
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
SELECT
    unit,
    month,
    source,
    file_id,
    CAST(sum(row_count) AS BIGINT) AS row_count,
    CAST(sum(sum_sek) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(sum(cost_sek) AS DECIMAL(18, 2)) AS cost_sek
FROM stg_part
GROUP BY unit, month, source, file_id
ORDER BY unit, month, source, file_id;
