-- purpose: digitalisation beside all IT cost: neither is a part of the other
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
        u.total_it_sek AS denominator,
        CASE
            WHEN u.k3_from = 'headcount' OR u.k4_declared_sek <> 0 THEN 'uppskattad'
            ELSE u.k1_part_status
        END AS status,
        CASE
            WHEN u.digitalisation_incl_sek IS NULL THEN 'no_ledger'
            WHEN u.total_it_sek IS NULL AND u.k1_part_sek IS NULL AND count(u.k1_gross_sek) OVER () > 0
                THEN 'no_allocation'
            WHEN u.total_it_sek IS NULL THEN 'no_it_cost'
            WHEN u.total_it_sek = 0 THEN 'zero_denominator'
        END AS missing,
        concat_ws(
            ',',
            CASE WHEN u.k1_part_sek IS NULL OR (u.k1_part_sek = 0 AND NOT u.has_k1) THEN 'central_it' END,
            CASE WHEN NOT u.has_k2 THEN 'external_it' END,
            CASE WHEN NOT u.has_k3 THEN 'local_it_staff' END,
            CASE WHEN NOT u.has_k4 THEN 'shadow_it' END
        ) AS counted_zero
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
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
