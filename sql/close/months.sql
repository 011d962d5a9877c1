-- purpose: what is held of each unit's months of a year, and how they are closed
-- grain:   unit, month
-- inputs:  unit (one row per unit), ledger_part (one row per unit, month, source), closed_period (one row per unit, month)
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
-- params:  $year
-- A month counts as lacking from the first to the last month that anybody has delivered.
WITH calendar AS (
    SELECT $year * 100 + m.month AS month, make_date($year, m.month, 1) AS first_day
    FROM (SELECT CAST(unnest(range(1, 13)) AS INTEGER) AS month) AS m
),

held AS (
    SELECT unit, month, sum(row_count) AS row_count, sum(sum_sek) AS sum_sek, sum(cost_sek) AS cost_sek
    FROM ledger_part
    WHERE month // 100 = $year
    GROUP BY unit, month
),

span AS (
    SELECT min(month) AS first_month, max(month) AS last_month FROM ledger_part
)

SELECT
    u.unit,
    u.name,
    u.kind,
    c.month,
    c.first_day BETWEEN date_trunc('month', u.valid_from) AND u.valid_to AS is_there,
    c.month BETWEEN s.first_month AND s.last_month AS is_due,
    CAST(coalesce(h.row_count, 0) AS BIGINT) AS line_count,
    CAST(h.sum_sek AS DECIMAL(18, 2)) AS sum_sek,
    CAST(h.cost_sek AS DECIMAL(18, 2)) AS cost_sek,
    p.rule_version
FROM unit AS u
CROSS JOIN calendar AS c
CROSS JOIN span AS s
LEFT JOIN held AS h ON u.unit = h.unit AND c.month = h.month
LEFT JOIN closed_period AS p ON u.unit = p.unit AND c.month = p.month
ORDER BY u.kind = 'company', u.name, u.unit, c.month;
