-- purpose: how fast digitalisation grows, investment included, in SEK and as a share of the turnover
-- grain:   unit, variant (one year and its base year)
-- inputs:  fct_unit_year (one row per unit and year: the join of two years cannot multiply rows)
-- units:   numerator, denominator SEK (nominal) or SEK/SEK (share); value %
-- params:  $year, $base_year (NULL = the year before)
-- numerator = x of the year, denominator = x of the base year;
-- x is the amount (nominal) or the amount / turnover, unrounded (share).
WITH variants (variant, measure) AS (
    VALUES
        ('nominal', 'nominal'),
        ('share', 'share')
),

measured AS (
    SELECT
        u.unit,
        u.year,
        v.variant,
        CAST(u.digitalisation_incl_sek AS DOUBLE)
            / CASE v.measure WHEN 'share' THEN nullif(CAST(u.turnover_sek AS DOUBLE), 0) ELSE 1 END AS x,
        CASE v.measure WHEN 'share' THEN u.turnover_status ELSE 'utfall' END AS status,
        CASE
            WHEN u.digitalisation_incl_sek IS NULL THEN 'no_ledger'
            WHEN v.measure = 'share' AND u.turnover_sek IS NULL THEN 'no_turnover'
            WHEN v.measure = 'share' AND u.turnover_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_unit_year AS u
    CROSS JOIN variants AS v
    WHERE u.year IN ($year, coalesce(CAST($base_year AS INTEGER), $year - 1))
),

figure AS (
    SELECT
        this_year.unit,
        this_year.variant,
        this_year.x AS numerator,
        base_year.x AS denominator,
        CASE
            WHEN 'uppskattad' IN (this_year.status, base_year.status) THEN 'uppskattad'
            WHEN 'antagande' IN (this_year.status, base_year.status) THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN this_year.missing IS NOT NULL THEN this_year.missing
            WHEN base_year.x IS NULL THEN 'no_base_year'
            WHEN base_year.x = 0 THEN 'zero_denominator'
        END AS missing
    FROM measured AS this_year
    LEFT JOIN measured AS base_year
        ON base_year.unit = this_year.unit
        AND base_year.variant = this_year.variant
        AND base_year.year = coalesce(CAST($base_year AS INTEGER), $year - 1)
    WHERE this_year.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    100 * (numerator / nullif(denominator, 0) - 1) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
