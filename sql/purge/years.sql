-- purpose: what is stored of each year before a given one, and how many of its months are closed
-- grain:   year
-- inputs:  stored_line (one row per ledger line), closed_period (one row per unit, month)
-- units:   SEK
-- params:  $before (a year)
WITH held AS (
    SELECT unit, month, count(*) AS line_count, sum(amount_sek) AS sum_sek
    FROM stored_line
    WHERE month < $before * 100
    GROUP BY unit, month
)

SELECT
    h.month // 100 AS year,
    CAST(sum(h.line_count) AS BIGINT) AS line_count,
    CAST(sum(h.sum_sek) AS DECIMAL(18, 2)) AS sum_sek,
    count(*) AS month_count,
    count(c.unit) AS closed_count
FROM held AS h
LEFT JOIN closed_period AS c ON h.unit = c.unit AND h.month = c.month
GROUP BY h.month // 100
ORDER BY year;
