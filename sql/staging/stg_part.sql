-- purpose: the staged rows' sums with their unit, day and source, as far as those are known
-- grain:   one row per row of stg_group whose unit and day are known
-- inputs:  stg_group, stg_file, stg_unit, stg_date, delivered_part (gives the last number)
-- units:   SEK
CREATE OR REPLACE TEMP TABLE stg_part AS
SELECT
    g.*,
    f.first_row AS file_row,
    f.first_line AS file_line,
    u.unit,
    d.date,
    d.period_given,
    d.month,
    coalesce(g.source_text, f.source) AS source,
    f.from_sie,
    f.is_balance,
    CAST(
        (SELECT coalesce(max(part_id), 0) FROM delivered_part) + dense_rank() OVER (
            ORDER BY g.file_id, d.month, u.unit, coalesce(g.source_text, f.source), d.period_given, f.from_sie, f.is_balance
        ) AS INTEGER
    ) AS part_id
FROM stg_group AS g
JOIN stg_file AS f ON g.file_id = f.file_id
JOIN stg_unit AS u ON g.file_id = u.file_id AND g.unit_text = u.unit_text
JOIN stg_date AS d ON g.file_id = d.file_id AND g.date_text = d.date_text AND g.period_text = d.period_text;
