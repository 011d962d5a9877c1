-- purpose: the share of the turnover that digitalisation takes
-- grain:   unit, variant (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value ‰
-- params:  $year
-- incl_invest = drift less depreciation + investment; excl_invest = drift with depreciation.
WITH figure AS (
    SELECT
        u.unit,
        v.variant,
        CASE v.variant
            WHEN 'incl_invest' THEN u.digitalisation_incl_sek
            ELSE u.digitalisation_excl_sek
        END AS numerator,
        u.turnover_sek AS denominator,
        u.turnover_status AS status,
        CASE
            WHEN u.digitalisation_incl_sek IS NULL THEN 'no_ledger'
            WHEN u.turnover_sek IS NULL THEN 'no_turnover'
            WHEN u.turnover_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_unit_year AS u
    CROSS JOIN (
        VALUES ('incl_invest'), ('excl_invest')
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
