-- purpose: how much of the initiatives is innovation rather than efficiency
-- grain:   unit, variant (one year); variant = what the initiatives are weighed by
-- inputs:  dim_scope_year (one row per unit, year), fct_initiative_year (one row per unit, year: the join cannot multiply rows)
-- units:   numerator, denominator SEK (cost) or HTE (fte), value %
-- params:  $year
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant
            WHEN 'cost' THEN coalesce(CAST(i.innovation_sek AS DOUBLE), 0)
            ELSE coalesce(i.innovation_fte, 0)
        END AS numerator,
        CASE v.variant
            WHEN 'cost' THEN coalesce(CAST(i.efficiency_sek AS DOUBLE), 0)
            ELSE coalesce(i.efficiency_fte, 0)
        END AS other_side,
        CASE
            WHEN i.unit IS NULL THEN 'register:initiatives'
            WHEN i.oriented = 0 THEN 'no_orientation'
            WHEN v.variant = 'fte' AND coalesce(i.efficiency_fte, i.innovation_fte) IS NULL THEN 'no_initiative_fte'
        END AS missing
    FROM dim_scope_year AS d
    CROSS JOIN (
        VALUES ('cost'), ('fte')
    ) AS v (variant)
    LEFT JOIN fct_initiative_year AS i ON d.unit = i.unit AND d.year = i.year
    WHERE d.year = $year
),

checked AS (
    SELECT
        unit,
        variant,
        numerator,
        numerator + other_side AS denominator,
        CASE
            WHEN figure.missing IS NOT NULL THEN figure.missing
            WHEN numerator < 0 OR other_side < 0 THEN 'negative_part'
            WHEN numerator + other_side = 0 THEN 'zero_denominator'
        END AS missing
    FROM figure
)

SELECT
    unit,
    variant,
    CASE WHEN missing IS NULL OR missing IN ('negative_part', 'zero_denominator') THEN numerator END AS numerator,
    CASE WHEN missing IS NULL OR missing IN ('negative_part', 'zero_denominator') THEN denominator END AS denominator,
    CASE WHEN missing IS NULL THEN 100 * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM checked
