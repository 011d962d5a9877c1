-- purpose: how many times the central budget all IT costs
-- grain:   unit (one year); only group has a value
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value × (times)
-- params:  $year
-- Central IT is never counted as 0 here: without it there is no multiple.
WITH figure AS (
    SELECT
        unit,
        CAST(NULL AS VARCHAR) AS variant,
        CASE WHEN kind = 'group' THEN total_it_sek END AS numerator,
        CASE WHEN kind = 'group' THEN k1_gross_sek END AS denominator,
        CASE
            WHEN k3_from = 'headcount' OR k4_declared_sek <> 0 THEN 'uppskattad'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN kind <> 'group' THEN 'group_only'
            WHEN total_it_sek IS NULL THEN 'no_it_cost'
            WHEN k1_gross_sek IS NULL THEN 'no_central_it'
            WHEN k1_gross_sek = 0 THEN 'zero_denominator'
        END AS missing,
        concat_ws(
            ',',
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
    CAST(numerator AS DOUBLE) / nullif(denominator, 0) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
