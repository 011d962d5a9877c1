-- purpose: how much more (or less) the central IT unit invoiced inside the group than it cost
-- grain:   unit (one year); only group has a value
-- inputs:  fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value %
-- params:  $year
-- A central unit with a ledger and no internal income has invoiced 0: that is a fact, not a gap.
WITH figure AS (
    SELECT
        unit,
        CAST(NULL AS VARCHAR) AS variant,
        CASE WHEN kind = 'group' THEN coalesce(internal_invoiced_sek, 0) - k1_gross_sek END AS numerator,
        CASE WHEN kind = 'group' THEN k1_gross_sek END AS denominator,
        'utfall' AS status,
        CASE
            WHEN kind <> 'group' THEN 'group_only'
            WHEN k1_gross_sek IS NULL THEN 'no_central_it'
            WHEN k1_gross_sek = 0 THEN 'zero_denominator'
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
