-- purpose: how large a part of the services is a digital replacement of manual delivery (level 4)
-- grain:   unit, variant (one year)
-- inputs:  fct_digital_share (one row per unit and year)
-- units:   numerator, denominator services (3A), SEK (3B) or cases (3C), value %
-- params:  $year
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant
            WHEN '3A' THEN CAST(d.digital_services AS DOUBLE)
            WHEN '3B' THEN CAST(d.digital_cost_sek AS DOUBLE)
            WHEN '3C' THEN CAST(d.digital_service_cases AS DOUBLE)
        END AS numerator,
        CASE v.variant
            WHEN '3A' THEN CAST(d.services AS DOUBLE)
            WHEN '3B' THEN CAST(d.cost_sek AS DOUBLE)
            WHEN '3C' THEN CAST(d.service_cases AS DOUBLE)
        END AS denominator,
        CASE
            WHEN NOT d.has_services THEN 'register:services'
            WHEN d.services = 0 THEN 'no_service'
            WHEN v.variant = '3B' AND d.cost_sek IS NULL THEN 'no_service_cost'
            WHEN v.variant = '3B' AND d.cost_sek = 0 THEN 'zero_denominator'
            WHEN v.variant = '3C' AND d.service_cases IS NULL THEN 'register:service_volumes'
            WHEN v.variant = '3C' AND d.service_cases = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_digital_share AS d
    CROSS JOIN (
        VALUES ('3A'), ('3B'), ('3C')
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
