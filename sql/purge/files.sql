-- purpose: of every delivered file, how many of its lines are stored, before a year and from it on
-- grain:   one row per delivered file
-- inputs:  delivered_file (one row per file), stored_line (one row per ledger line)
-- params:  $before (a year)
WITH held AS (
    SELECT
        file_id,
        count(*) FILTER (WHERE month < $before * 100) AS earlier_count,
        count(*) FILTER (WHERE month >= $before * 100) AS later_count,
        bool_or(from_sie) AS from_sie,
        bool_or(is_balance) AS has_balances
    FROM stored_line
    GROUP BY file_id
)

SELECT
    f.file_id,
    f.file_name,
    f.register,
    f.sha256,
    f.stored_name,
    f.rows_read,
    coalesce(h.earlier_count, 0) AS earlier_count,
    coalesce(h.later_count, 0) AS later_count,
    coalesce(h.from_sie, FALSE) AS from_sie,
    coalesce(h.has_balances, FALSE) AS has_balances
FROM delivered_file AS f
LEFT JOIN held AS h ON f.file_id = h.file_id
ORDER BY f.file_id;
