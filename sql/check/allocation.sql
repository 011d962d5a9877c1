-- purpose: years in which the allocated central cost is not the gross cost less outside income (to a tenth of an öre)
-- inputs:  fct_allocation, fct_unit_cost (one row per unit, year), unit (one row per unit)
WITH allocated AS (
    SELECT year, sum(allocated_sek) AS allocated_sek FROM fct_allocation GROUP BY year
),

carried AS (
    SELECT
        c.year,
        sum(c.k1_sek) - sum(CASE WHEN u.kind = 'central_it' THEN c.outside_income_sek ELSE 0 END) AS carried_sek
    FROM fct_unit_cost AS c
    JOIN unit AS u ON c.unit = u.unit
    GROUP BY c.year
)

SELECT 'group' AS unit, a.year, round(a.allocated_sek, 3) AS categories_sek, c.carried_sek AS ledger_sek
FROM allocated AS a
JOIN carried AS c ON a.year = c.year
WHERE abs(a.allocated_sek - CAST(c.carried_sek AS DOUBLE)) > 0.001
ORDER BY a.year;
