-- purpose: months without ledger lines in units that have lines that year or the years around it
-- grain:   unit, month
-- inputs:  ledger_part (one row per unit, month, source), unit (one row per unit)
-- params:  $year
WITH span AS (
    SELECT p.unit, min(p.month) AS first_month, max(p.month) AS last_month
    FROM ledger_part AS p
    GROUP BY p.unit
),

calendar AS (
    SELECT $year * 100 + m.month AS month FROM (SELECT unnest(range(1, 13)) AS month) AS m
)

SELECT s.unit, u.name, c.month
FROM span AS s
CROSS JOIN calendar AS c
JOIN unit AS u ON s.unit = u.unit
LEFT JOIN ledger_part AS p ON p.unit = s.unit AND p.month = c.month
WHERE p.unit IS NULL AND c.month BETWEEN s.first_month AND s.last_month
ORDER BY s.unit, c.month;
