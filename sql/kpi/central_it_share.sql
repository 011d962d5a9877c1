-- purpose: the share of the turnover that the central IT budget takes
-- grain:   unit (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value %
-- params:  $year
-- k1_card_sek is gross for group and municipality, allocated for a unit.
WITH figure AS (
    SELECT
        unit,
        CAST(NULL AS VARCHAR) AS variant,
        k1_card_sek AS numerator,
        turnover_sek AS denominator,
        CASE
            WHEN 'uppskattad' IN (k1_card_status, turnover_status) THEN 'uppskattad'
            WHEN 'antagande' IN (k1_card_status, turnover_status) THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN k1_card_sek IS NULL AND kind NOT IN ('group', 'municipality')
                AND count(k1_gross_sek) OVER () > 0
                THEN 'no_allocation'
            WHEN k1_card_sek IS NULL THEN 'no_central_it'
            WHEN turnover_sek IS NULL THEN 'no_turnover'
            WHEN turnover_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM fct_unit_year
    WHERE year = $year
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
