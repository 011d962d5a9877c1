-- purpose: the years in which a year's results and months' changes of one unit would both stand
-- grain:   one row per (unit, year) of the file
-- inputs:  stg_part, delivered_part
-- params:  $file_id, $is_result (the file holds a year's results, dated the year's last day)
WITH mine AS (
    SELECT unit, month // 100 AS year, list(DISTINCT month) AS months
    FROM stg_part
    WHERE is_balance AND file_id = $file_id
    GROUP BY ALL
),

others AS (
    SELECT unit, month // 100 AS year, list(DISTINCT month) AS months
    FROM (
        SELECT unit, month, is_balance FROM delivered_part
        UNION ALL
        SELECT unit, month, is_balance FROM stg_part WHERE file_id <> $file_id
    ) AS line
    WHERE is_balance
    GROUP BY ALL
)

SELECT mine.unit, mine.year
FROM mine
JOIN others USING (unit, year)
-- A held month that the file has too is replaced; results are known by standing in December alone.
WHERE CASE
    WHEN $is_result THEN NOT list_has_all(mine.months, others.months)
    ELSE others.months = [mine.year * 100 + 12] AND NOT list_contains(mine.months, mine.year * 100 + 12)
END
ORDER BY ALL;
