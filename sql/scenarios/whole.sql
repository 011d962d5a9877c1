-- purpose: what a unit, the municipality or the group costs in a year, and what the central IT unit earns outside the group
-- grain:   one row; none where nothing is known of the unit that year
-- inputs:  fct_unit_year (one row per unit, year), fct_unit_cost (one row per unit, year), unit (one row per unit)
-- units:   SEK
-- params:  $unit, $year
WITH outside AS (
    SELECT sum(c.outside_income_sek) AS outside_income_sek
    FROM fct_unit_cost AS c
    JOIN unit AS u ON c.unit = u.unit
    WHERE c.year = $year AND u.kind = 'central_it'
)

SELECT
    f.kind,
    f.has_ledger,
    f.k1_gross_sek,
    f.total_it_sek,
    CAST(o.outside_income_sek AS DECIMAL(18, 2)) AS outside_income_sek,
    CAST(f.digitalisation_incl_sek - f.digitalisation_invest_sek AS DECIMAL(18, 2)) AS digitalisation_drift_sek
FROM fct_unit_year AS f
CROSS JOIN outside AS o
WHERE f.unit = $unit AND f.year = $year;
