-- purpose: the part of the digitalisation staff that is borrowed or hired
-- grain:   unit (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator HTE, denominator HTE, value %
-- params:  $year
WITH figure AS (
    SELECT
        unit,
        CAST(NULL AS VARCHAR) AS variant,
        digital_temporary_fte AS numerator,
        digital_fte AS denominator,
        fte_status AS status,
        CASE
            WHEN digital_temporary_fte IS NULL OR digital_fte IS NULL THEN 'no_headcount'
            WHEN digital_fte = 0 THEN 'no_digital_fte'
        END AS missing
    FROM fct_unit_year
    WHERE year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    100 * CAST(numerator AS DOUBLE) / nullif(denominator, 0) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
