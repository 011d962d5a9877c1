-- purpose: how fast steering itself changes: the measures of this year against those of the year before
-- grain:   unit, variant (one year)
-- inputs:  dim_scope_year (one row per unit and year), fct_measure_year (one row per unit and year)
-- units:   numerator, denominator measures, of 5C the numerator is their age and the value in years, else value %
-- params:  $year
-- 5A: 1 - n(A and B) / n(A or B), so the numerator is what the two years do not share.
WITH registered AS (
    SELECT DISTINCT unit FROM fct_measure_year
),

figure AS (
    SELECT
        s.unit,
        v.variant,
        CASE v.variant
            WHEN '5A' THEN CAST(m.in_either - m.in_both AS DOUBLE)
            WHEN '5B' THEN CAST(m.added + m.removed + m.redefined AS DOUBLE)
            WHEN '5C' THEN CAST(m.age_days AS DOUBLE) / 365.25
        END AS numerator,
        CASE v.variant
            WHEN '5A' THEN CAST(m.in_either AS DOUBLE)
            WHEN '5B' THEN CAST(m.in_force_before AS DOUBLE)
            WHEN '5C' THEN CAST(m.in_force AS DOUBLE)
        END AS denominator,
        CASE v.variant WHEN '5C' THEN 1 ELSE 100 END AS factor,
        CASE
            WHEN r.unit IS NULL THEN 'register:measures'
            WHEN v.variant = '5B' AND coalesce(m.in_force_before, 0) = 0 THEN 'no_measures_before'
            WHEN v.variant = '5C' AND coalesce(m.in_force, 0) = 0 THEN 'no_measures'
            WHEN m.unit IS NULL THEN 'no_measures'
        END AS missing
    FROM dim_scope_year AS s
    LEFT JOIN registered AS r ON s.unit = r.unit
    LEFT JOIN fct_measure_year AS m ON s.unit = m.unit AND s.year = m.year
    CROSS JOIN (
        VALUES ('5A'), ('5B'), ('5C')
    ) AS v (variant)
    WHERE s.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN factor * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
