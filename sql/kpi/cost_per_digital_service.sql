-- purpose: what IT costs for each case that is handled digitally
-- grain:   unit (one year)
-- inputs:  dim_scope_year (one row per unit, year), dim_member (one row per scope and unit),
--          fct_service_year (one row per service, year, each in one unit: a service counts once in a scope)
-- units:   numerator SEK, denominator cases, value SEK/case
-- params:  $year
-- Only services with both an IT cost and digital or assisted digital cases in the year are in it, whatever their level.
WITH service AS (
    SELECT
        m.scope,
        s.it_cost_sek,
        s.digital_cases,
        s.cases,
        s.it_cost_sek IS NOT NULL AND coalesce(s.digital_cases, 0) > 0 AS has_both
    FROM fct_service_year AS s
    JOIN dim_member AS m ON s.unit = m.member
    WHERE s.year = $year
),

summed AS (
    SELECT
        scope,
        count(cases) AS with_volume,
        count(it_cost_sek) AS with_cost,
        sum(CASE WHEN has_both THEN 1 ELSE 0 END) AS with_both,
        sum(CASE WHEN has_both THEN it_cost_sek END) AS numerator,
        sum(CASE WHEN has_both THEN digital_cases END) AS denominator
    FROM service
    GROUP BY scope
),

checked AS (
    SELECT
        d.unit,
        s.numerator,
        s.denominator,
        CASE
            WHEN s.scope IS NULL OR (s.with_cost = 0 AND s.with_volume = 0) THEN 'register:services,service_volumes'
            WHEN s.with_cost = 0 THEN 'register:services'
            WHEN s.with_volume = 0 THEN 'register:service_volumes'
            WHEN s.with_both = 0 THEN 'no_service_with_both'
        END AS missing
    FROM dim_scope_year AS d
    LEFT JOIN summed AS s ON d.unit = s.scope
    WHERE d.year = $year
)

SELECT
    unit,
    CAST(NULL AS VARCHAR) AS variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN CAST(numerator AS DOUBLE) / CAST(nullif(denominator, 0) AS DOUBLE) END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM checked
