-- purpose: what a delivery covers, file by file
-- grain:   unit, month, source, file
-- inputs:  stg_line (temp view)
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
SELECT
    unit,
    month,
    source,
    file_id,
    count(*) AS row_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(sum(CASE WHEN substr(account, 1, 1) IN ('4', '5', '6', '7') THEN amount_sek ELSE 0 END) AS DECIMAL(18, 2)) AS cost_sek
FROM stg_line
GROUP BY unit, month, source, file_id
ORDER BY unit, month, source, file_id;
