-- purpose: how much of what is planned for development is used
-- grain:   unit, variant (one year)
-- inputs:  dim_scope_year (one row per unit, year), fct_development_gap (one row per unit and year)
-- units:   numerator HTE (fte) or SEK (sek), denominator the same, value %
-- params:  $year
WITH figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.variant WHEN 'fte' THEN g.plan_used_fte ELSE g.plan_used_sek END AS numerator,
        CASE v.variant WHEN 'fte' THEN g.plan_planned_fte ELSE g.plan_planned_sek END AS denominator,
        CASE CASE v.variant WHEN 'sek' THEN g.plan_sek_rank ELSE 0 END
            WHEN 2 THEN 'uppskattad'
            WHEN 1 THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN NOT g.has_any_row THEN 'register:development'
            WHEN v.variant = 'fte' AND g.plan_planned_fte IS NULL AND g.has_planned_fte THEN 'no_used_fte'
            WHEN v.variant = 'fte' AND g.plan_planned_fte IS NULL THEN 'no_planned_fte'
            WHEN v.variant = 'fte' AND g.plan_planned_fte = 0 THEN 'zero_denominator'
            WHEN v.variant = 'fte' THEN NULL
            WHEN g.plan_planned_sek IS NULL AND g.has_planned_sek THEN 'no_used_sek'
            WHEN g.plan_planned_sek IS NULL THEN 'no_planned_sek'
            WHEN g.plan_planned_sek = 0 THEN 'zero_denominator'
        END AS missing
    FROM dim_scope_year AS d
    CROSS JOIN (
        VALUES ('fte'), ('sek')
    ) AS v (variant)
    JOIN fct_development_gap AS g ON d.unit = g.unit AND d.year = g.year
    WHERE d.year = $year
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
