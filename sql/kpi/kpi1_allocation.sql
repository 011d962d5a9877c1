-- purpose: how much is set aside for business development
-- grain:   unit, variant (one year)
-- inputs:  dim_scope_year, fct_development_year, fct_unit_year (each one row per unit and year),
--          fct_activity (one row per unit, year and activity: summed before it is joined)
-- units:   numerator, denominator HTE (1A) or SEK (1B, 1C), value %
-- params:  $year
-- 1C is development_share, by the same lines: those that do not say what the work was are in neither side.
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
        s.unit,
        v.variant,
        CASE v.variant
            WHEN '1A_planned' THEN CAST(d.planned_fte AS DOUBLE)
            WHEN '1A_used' THEN CAST(d.used_fte AS DOUBLE)
            WHEN '1B' THEN CAST(d.development_sek AS DOUBLE)
            WHEN '1C' THEN CASE WHEN w.unshared = 0 THEN w.development_sek END
        END AS numerator,
        CASE
            WHEN v.variant IN ('1A_planned', '1A_used') THEN u.total_fte
            WHEN v.variant = '1B' THEN CAST(u.turnover_sek AS DOUBLE)
            WHEN v.variant = '1C' THEN CASE WHEN w.unshared = 0 THEN w.told_sek END
        END AS denominator,
        CASE v.variant
            WHEN '1B' THEN u.turnover_status
            WHEN '1C' THEN coalesce(u.k1_part_status, 'utfall')
            ELSE u.fte_status
        END AS status,
        CASE
            WHEN v.variant IN ('1A_planned', '1A_used') AND NOT d.has_row THEN 'register:development'
            WHEN v.variant = '1A_planned' AND d.planned_fte IS NULL THEN 'no_planned_fte'
            WHEN v.variant = '1A_used' AND d.used_fte IS NULL THEN 'no_used_fte'
            WHEN v.variant IN ('1A_planned', '1A_used') AND u.total_fte IS NULL THEN 'no_headcount'
            WHEN v.variant IN ('1A_planned', '1A_used') AND u.total_fte = 0 THEN 'zero_denominator'
            WHEN v.variant = '1B' AND d.development_sek IS NULL AND (d.has_row OR d.lacks_activity) THEN 'no_development_sek'
            WHEN v.variant = '1B' AND d.development_sek IS NULL THEN 'register:development'
            WHEN v.variant = '1B' AND u.turnover_sek IS NULL THEN 'no_turnover'
            WHEN v.variant = '1B' AND u.turnover_sek = 0 THEN 'zero_denominator'
            WHEN v.variant = '1C' AND w.unshared > 0 THEN 'no_allocation'
            WHEN v.variant = '1C' AND w.unit IS NULL AND coalesce(u.has_ledger, FALSE) THEN 'no_activity'
            WHEN v.variant = '1C' AND w.unit IS NULL THEN 'no_ledger'
            WHEN v.variant = '1C' AND w.told_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM dim_scope_year AS s
    LEFT JOIN fct_development_year AS d ON s.unit = d.unit AND s.year = d.year
    LEFT JOIN fct_unit_year AS u ON s.unit = u.unit AND s.year = u.year
    LEFT JOIN worked AS w ON s.unit = w.unit
    CROSS JOIN (
        VALUES ('1A_planned'), ('1A_used'), ('1B'), ('1C')
    ) AS v (variant)
    WHERE s.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN 100 * numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CAST(NULL AS VARCHAR) AS counted_zero
FROM figure
