-- purpose: the share of the turnover that all IT takes, inside and outside the central budget
-- grain:   unit (one year)
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value %
-- params:  $year
WITH figure AS (
    SELECT
        unit,
        CAST(NULL AS VARCHAR) AS variant,
        total_it_sek AS numerator,
        turnover_sek AS denominator,
        CASE
            WHEN k3_from = 'headcount' OR k4_declared_sek <> 0 OR 'uppskattad' IN (k1_part_status, turnover_status)
                THEN 'uppskattad'
            WHEN 'antagande' IN (k1_part_status, turnover_status) THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN total_it_sek IS NULL AND k1_part_sek IS NULL AND count(k1_gross_sek) OVER () > 0
                THEN 'no_allocation'
            WHEN total_it_sek IS NULL THEN 'no_it_cost'
            WHEN turnover_sek IS NULL THEN 'no_turnover'
            WHEN turnover_sek = 0 THEN 'zero_denominator'
        END AS missing,
        concat_ws(
            ',',
            CASE WHEN k1_part_sek IS NULL OR (k1_part_sek = 0 AND NOT has_k1) THEN 'central_it' END,
            CASE WHEN NOT has_k2 THEN 'external_it' END,
            CASE WHEN NOT has_k3 THEN 'local_it_staff' END,
            CASE WHEN NOT has_k4 THEN 'shadow_it' END
        ) AS counted_zero
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
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
