-- purpose: how much of the IT cost is development, beside maintenance and operation
-- grain:   unit (one year)
-- inputs:  dim_scope_year (one row per unit, year), fct_activity (one row per unit, year and activity: summed before it is joined),
--          fct_unit_year (one row per unit and year)
-- units:   numerator SEK, denominator SEK, value %
-- params:  $year
-- Lines that do not say what the work was are in neither side.
WITH worked AS (
    SELECT
        unit,
        sum(CASE WHEN activity = 'development' THEN it_sek ELSE 0 END ORDER BY activity) AS development_sek,
        sum(it_sek ORDER BY activity) AS told_sek,
        count(*) - count(it_sek) AS unshared
    FROM fct_activity
    WHERE year = $year AND has_lines AND activity IN ('development', 'maintenance', 'operation')
    GROUP BY unit
),

figure AS (
    SELECT
        d.unit,
        w.development_sek AS numerator,
        w.told_sek AS denominator,
        coalesce(u.k1_part_status, 'utfall') AS status,
        CASE
            WHEN w.unshared > 0 THEN 'no_allocation'
            WHEN w.unit IS NULL AND coalesce(u.has_ledger, FALSE) THEN 'no_activity'
            WHEN w.unit IS NULL THEN 'no_ledger'
            WHEN w.told_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM dim_scope_year AS d
    LEFT JOIN worked AS w ON d.unit = w.unit
    LEFT JOIN fct_unit_year AS u ON d.unit = u.unit AND d.year = u.year
    WHERE d.year = $year
)

SELECT
    unit,
    CAST(NULL AS VARCHAR) AS variant,
    CASE WHEN missing = 'no_allocation' THEN NULL ELSE numerator END AS numerator,
    CASE WHEN missing = 'no_allocation' THEN NULL ELSE denominator END AS denominator,
    CASE WHEN missing IS NULL THEN 100 * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
