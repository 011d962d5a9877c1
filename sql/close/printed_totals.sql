-- purpose: delivered files that print a total and whose rows are all cost of one unit's month
-- grain:   one row per file, the last delivered first
-- inputs:  act (one row per act), delivered_file (one row per file), stored_line (one row per ledger line)
-- units:   SEK
-- params:  $unit, $month
WITH printed AS (
    SELECT
        CAST(p.file ->> '$.file_id' AS INTEGER) AS file_id,
        CAST(p.file ->> '$.printed_total_sek' AS DECIMAL(18, 2)) AS printed_total_sek
    FROM (SELECT unnest(CAST(detail -> '$.files' AS JSON[])) AS file FROM act WHERE act = 'load') AS p
),

asked AS (
    SELECT DISTINCT file_id FROM stored_line WHERE unit = $unit AND month = $month
),

held AS (
    SELECT
        l.file_id,
        bool_and(l.unit = $unit AND l.month = $month AND substr(l.account, 1, 1) IN ('4', '5', '6', '7')) AS is_all_of_it
    FROM stored_line AS l
    JOIN asked AS a ON l.file_id = a.file_id
    GROUP BY l.file_id
)

SELECT f.file_name, p.printed_total_sek
FROM printed AS p
JOIN held AS h ON p.file_id = h.file_id
JOIN delivered_file AS f ON p.file_id = f.file_id
WHERE p.printed_total_sek IS NOT NULL AND h.is_all_of_it
ORDER BY p.file_id DESC;
