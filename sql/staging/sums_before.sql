-- purpose: what a file's ordinary rows sum to before each of its odd rows
-- grain:   one row per odd row
-- inputs:  asked (offered: line, row_number of the odd rows), stg_ledger
-- params:  $file_id
WITH ordinary AS (
    SELECT l.rowid AS row_number, l.amount_sek
    FROM stg_ledger AS l
    WHERE l.file_id = $file_id AND l.rowid NOT IN (SELECT row_number FROM asked)
),

-- One pass: each ordinary row falls before one next odd row, and the sums then run on.
gap AS (
    SELECT a.row_number, sum(o.amount_sek) AS gap_sek, count(o.amount_sek) AS gap_count
    FROM ordinary AS o
    ASOF JOIN asked AS a ON o.row_number < a.row_number
    GROUP BY a.row_number
)

SELECT
    a.line,
    CAST(coalesce(sum(g.gap_sek) OVER (ORDER BY a.row_number), 0) AS DECIMAL(18, 2)) AS rows_sek,
    CAST(coalesce(sum(g.gap_count) OVER (ORDER BY a.row_number), 0) AS BIGINT) AS row_count
FROM asked AS a
LEFT JOIN gap AS g ON a.row_number = g.row_number
ORDER BY a.line;
