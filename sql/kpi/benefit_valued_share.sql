-- purpose: how many of the initiatives have a benefit in money, planned or realised
-- grain:   unit (one year)
-- inputs:  dim_scope_year (one row per unit, year), fct_initiative_year (one row per unit, year: the join cannot multiply rows)
-- units:   numerator, denominator initiatives, value %
-- params:  $year
SELECT
    d.unit,
    CAST(NULL AS VARCHAR) AS variant,
    i.valued_initiatives AS numerator,
    i.initiatives AS denominator,
    100 * CAST(i.valued_initiatives AS DOUBLE) / nullif(i.initiatives, 0) AS value,
    CASE WHEN i.unit IS NOT NULL THEN 'utfall' END AS status,
    CASE WHEN i.unit IS NULL THEN 'register:initiatives' END AS missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM dim_scope_year AS d
LEFT JOIN fct_initiative_year AS i ON d.unit = i.unit AND d.year = i.year
WHERE d.year = $year
