-- purpose: how much is done digitally by those who use the services, and how fast services are replaced
-- grain:   unit, variant (one year)
-- inputs:  fct_digital_share (one row per unit and year)
-- units:   numerator, denominator cases (4A) or services (4C), value %
-- params:  $year
-- 4C: the services of a year are the mean of those valid on 1 January and on 31 December.
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant
            WHEN '4A' THEN CAST(d.digital_cases AS DOUBLE)
            WHEN '4C' THEN CAST(d.new_services + d.retired_services AS DOUBLE)
        END AS numerator,
        CASE v.variant
            WHEN '4A' THEN CAST(d.cases AS DOUBLE)
            WHEN '4C' THEN CAST(d.services_in_january + d.services AS DOUBLE) / 2
        END AS denominator,
        CASE
            WHEN v.variant = '4A' AND d.cases IS NULL THEN 'register:service_volumes'
            WHEN v.variant = '4A' AND d.cases = 0 THEN 'zero_denominator'
            WHEN v.variant = '4C' AND NOT d.has_services THEN 'register:services'
            WHEN v.variant = '4C' AND d.services_in_january + d.services = 0 THEN 'no_service'
        END AS missing
    FROM fct_digital_share AS d
    CROSS JOIN (
        VALUES ('4A'), ('4C')
    ) AS v (variant)
    WHERE d.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN 100 * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
