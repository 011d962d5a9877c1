-- purpose: digitalisation beside the central IT budget: neither is a part of the other
-- grain:   unit, variant (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value %
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
        u.k1_card_sek AS denominator,
        u.k1_card_status AS status,
        CASE
            WHEN u.digitalisation_incl_sek IS NULL THEN 'no_ledger'
            WHEN u.k1_card_sek IS NULL AND u.kind NOT IN ('group', 'municipality')
                AND count(u.k1_gross_sek) OVER () > 0
                THEN 'no_allocation'
            WHEN u.k1_card_sek IS NULL THEN 'no_central_it'
            WHEN u.k1_card_sek = 0 THEN 'zero_denominator'
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
    100 * CAST(numerator AS DOUBLE) / nullif(denominator, 0) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
