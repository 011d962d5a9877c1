-- purpose: what one unit, the municipality or the group spends on development, maintenance and operation, year by year
-- grain:   year
-- inputs:  dim_scope_year (one row per unit, year), dim_year (one row per year), fct_activity (one row per unit, year and activity:
--          summed before it is joined), fct_unit_year (one row per unit, year), fct_development_gap (one row per unit, year)
-- units:   SEK; full-time equivalents; target 0-1. Costs are empty where the central cost cannot be shared out
-- params:  $unit
WITH worked AS (
    SELECT
        year,
        count(CASE WHEN activity <> 'none' AND has_lines THEN 1 END) > 0 AS has_activity,
        sum(CASE WHEN activity = 'development' THEN it_sek END) AS development_sek,
        sum(CASE WHEN activity = 'maintenance' THEN it_sek END) AS maintenance_sek,
        sum(CASE WHEN activity = 'operation' THEN it_sek END) AS operation_sek,
        sum(CASE WHEN activity = 'none' THEN it_sek END) AS untold_sek,
        sum(CASE WHEN activity = 'development' THEN it_investment_sek END) AS development_investment_sek,
        sum(CASE WHEN activity = 'maintenance' THEN it_investment_sek END) AS maintenance_investment_sek,
        sum(CASE WHEN activity = 'operation' THEN it_investment_sek END) AS operation_investment_sek,
        sum(CASE WHEN activity = 'none' THEN it_investment_sek END) AS untold_investment_sek
    FROM fct_activity
    WHERE unit = $unit
    GROUP BY year
)

SELECT
    d.year,
    coalesce(u.has_ledger, FALSE) AS has_ledger,
    coalesce(w.has_activity, FALSE) AND NOT g.lacks_allocation AS has_activity,
    w.development_sek,
    w.maintenance_sek,
    w.operation_sek,
    w.untold_sek,
    u.k3_sek - CAST(u.k3_ledger_sek AS DOUBLE) + CAST(u.k4_declared_sek AS DOUBLE) AS register_sek,
    w.development_investment_sek,
    w.maintenance_investment_sek,
    w.operation_investment_sek,
    w.untold_investment_sek,
    coalesce(g.plan_planned_fte, CAST(g.planned_fte AS DOUBLE)) AS planned_fte,
    g.plan_used_fte AS used_fte,
    coalesce(g.plan_planned_sek, CAST(g.planned_sek AS DOUBLE)) AS planned_sek,
    g.plan_used_sek AS used_sek,
    g.target_share,
    g.has_any_row AS has_register,
    g.units,
    g.units_gap_sek,
    g.units_gap_fte,
    g.gap_sek_from,
    g.gap_fte_from
FROM dim_scope_year AS d
JOIN dim_year AS y ON d.year = y.year AND y.is_dated
JOIN fct_development_gap AS g ON d.unit = g.unit AND d.year = g.year
LEFT JOIN fct_unit_year AS u ON d.unit = u.unit AND d.year = u.year
LEFT JOIN worked AS w ON d.year = w.year
WHERE d.unit = $unit
ORDER BY d.year;
