-- purpose: how much benefit each krona of the initiatives has realised, inside and outside the organisation
-- grain:   unit, variant (one year); variant = direction
-- inputs:  dim_scope_year (one row per unit, year), fct_initiative_year (one row per unit, year: the join cannot multiply rows)
-- units:   numerator SEK, denominator SEK, value SEK/SEK
-- params:  $year
-- Benefit that nobody has registered is not known to be 0: where no initiative of the direction says any, there is no value.
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant WHEN 'internal' THEN i.internal_realised_sek ELSE i.external_realised_sek END AS numerator,
        CASE v.variant WHEN 'internal' THEN i.internal_sek ELSE i.external_sek END AS denominator,
        i.unit IS NOT NULL AS has_initiatives
    FROM dim_scope_year AS d
    CROSS JOIN (
        VALUES ('internal'), ('external')
    ) AS v (variant)
    LEFT JOIN fct_initiative_year AS i ON d.unit = i.unit AND d.year = i.year
    WHERE d.year = $year
),

checked AS (
    SELECT
        unit,
        variant,
        numerator,
        denominator,
        CASE
            WHEN NOT has_initiatives THEN 'register:initiatives'
            WHEN denominator IS NULL THEN 'no_initiative_of_direction'
            WHEN numerator IS NULL THEN 'no_benefit_of_direction'
            WHEN denominator < 0 THEN 'negative_part'
            WHEN denominator = 0 THEN 'zero_denominator'
        END AS missing
    FROM figure
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN CAST(numerator AS DOUBLE) / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN 'utfall' END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM checked
