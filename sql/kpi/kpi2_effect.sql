-- purpose: what effect the development has had
-- grain:   unit, variant (one year; 2A over that year and the two before)
-- inputs:  dim_scope_year, fct_benefit_year, fct_development_year, fct_unit_year (each one row per unit and year)
-- units:   numerator, denominator SEK (2A, 2C) or HTE (2B), of 2B and 2C the value is in %, else value SEK/SEK
-- params:  $year
-- 2A sums only the years of the three that have both a benefit and a cost of development.
WITH three_years AS (
    SELECT
        s.unit,
        max(CASE WHEN b.unit IS NOT NULL THEN 1 ELSE 0 END) AS has_benefit,
        max(CASE WHEN d.development_sek IS NOT NULL THEN 1 ELSE 0 END) AS has_cost,
        sum(CASE WHEN d.development_sek IS NOT NULL THEN b.effect_sek END) AS effect_sek,
        sum(CASE WHEN b.unit IS NOT NULL THEN d.development_sek END) AS development_sek
    FROM dim_scope_year AS s
    LEFT JOIN fct_benefit_year AS b ON s.unit = b.unit AND s.year = b.year
    LEFT JOIN fct_development_year AS d ON s.unit = d.unit AND s.year = d.year
    WHERE s.year BETWEEN $year - 2 AND $year
    GROUP BY s.unit
),

figure AS (
    SELECT
        s.unit,
        v.variant,
        CASE v.variant
            WHEN '2A' THEN CAST(t.effect_sek AS DOUBLE)
            WHEN '2B' THEN CAST(b.reallocated_fte AS DOUBLE)
            WHEN '2C' THEN CAST(b.realised_sek AS DOUBLE)
        END AS numerator,
        CASE v.variant
            WHEN '2A' THEN CAST(t.development_sek AS DOUBLE)
            WHEN '2B' THEN u.total_fte
            WHEN '2C' THEN CAST(b.planned_sek AS DOUBLE)
        END AS denominator,
        CASE v.variant WHEN '2A' THEN 1 ELSE 100 END AS factor,
        CASE v.variant WHEN '2B' THEN u.fte_status ELSE 'utfall' END AS status,
        CASE
            WHEN v.variant = '2A' AND t.has_benefit = 0 AND t.has_cost = 0 THEN 'register:initiatives,development'
            WHEN v.variant = '2A' AND t.has_benefit = 0 THEN 'register:initiatives'
            WHEN v.variant = '2A' AND t.has_cost = 0 THEN 'register:development'
            WHEN v.variant = '2A' AND t.development_sek IS NULL THEN 'no_common_year'
            WHEN v.variant = '2A' AND t.development_sek = 0 THEN 'zero_denominator'
            WHEN v.variant <> '2A' AND b.unit IS NULL THEN 'register:initiatives'
            WHEN v.variant = '2B' AND b.reallocated_fte IS NULL THEN 'no_reallocated_fte'
            WHEN v.variant = '2B' AND u.total_fte IS NULL THEN 'no_headcount'
            WHEN v.variant = '2B' AND u.total_fte = 0 THEN 'zero_denominator'
            WHEN v.variant = '2C' AND b.realised_sek IS NULL THEN 'no_realised_benefit'
            WHEN v.variant = '2C' AND b.planned_sek IS NULL THEN 'no_planned_benefit'
            WHEN v.variant = '2C' AND b.planned_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM dim_scope_year AS s
    JOIN three_years AS t ON s.unit = t.unit
    LEFT JOIN fct_benefit_year AS b ON s.unit = b.unit AND s.year = b.year
    LEFT JOIN fct_unit_year AS u ON s.unit = u.unit AND s.year = u.year
    CROSS JOIN (
        VALUES ('2A'), ('2B'), ('2C')
    ) AS v (variant)
    WHERE s.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN factor * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
