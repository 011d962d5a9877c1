-- purpose: how large a part of the staff works with IT
-- grain:   unit, variant (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator HTE, denominator HTE, value ‰
-- params:  $year
WITH figure AS (
    SELECT
        u.unit,
        v.variant,
        CASE v.variant
            WHEN 'incl_local' THEN u.it_fte + coalesce(u.local_it_fte, 0)
            ELSE u.it_fte
        END AS numerator,
        u.total_fte AS denominator,
        u.fte_status AS status,
        CASE
            WHEN u.it_fte IS NULL OR u.total_fte IS NULL THEN 'no_headcount'
            WHEN u.total_fte = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_unit_year AS u
    CROSS JOIN (
        VALUES ('central'), ('incl_local')
    ) AS v (variant)
    WHERE u.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    1000 * CAST(numerator AS DOUBLE) / nullif(denominator, 0) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
