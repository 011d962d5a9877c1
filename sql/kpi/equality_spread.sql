-- purpose: how unevenly IT is spread over departments and companies, as part of turnover and per HTE
-- grain:   unit, variant (one year); variant = measure and base
-- inputs:  dim_scope_year (one row per unit, year), fct_equality (one row per scope, year, base: the join cannot multiply rows)
-- units:   numerator, denominator SEK/SEK (turnover), SEK/HTE (fte) or areas (gini); value ratio (cv, gini) or × (max_min)
-- params:  $year
-- cv = deviation / mean, max_min = largest / smallest, gini = area between the diagonal and the Lorenz curve / 0.5.
WITH variants (variant, measure, base) AS (
    VALUES
        ('cv_turnover', 'cv', 'turnover'),
        ('cv_fte', 'cv', 'fte'),
        ('max_min_turnover', 'max_min', 'turnover'),
        ('max_min_fte', 'max_min', 'fte'),
        ('gini_turnover', 'gini', 'turnover'),
        ('gini_fte', 'gini', 'fte')
),

figure AS (
    SELECT
        d.unit,
        v.variant,
        CASE v.measure
            WHEN 'cv' THEN e.share_deviation
            WHEN 'max_min' THEN e.largest_share
            WHEN 'gini' THEN e.lorenz_area
        END AS numerator,
        CASE v.measure
            WHEN 'cv' THEN e.mean_share
            WHEN 'max_min' THEN e.smallest_share
            WHEN 'gini' THEN 0.5
        END AS denominator,
        e.status,
        CASE
            WHEN d.kind NOT IN ('municipality', 'group') THEN 'one_unit'
            WHEN coalesce(e.known_cost, 0) = 0 THEN 'no_it_cost'
            WHEN e.known_base = 0 AND v.base = 'turnover' THEN 'no_turnover'
            WHEN e.known_base = 0 THEN 'no_headcount'
            WHEN e.units < 2 THEN 'too_few_units'
            WHEN v.measure = 'cv' AND e.mean_share < 0 THEN 'negative_part'
            WHEN v.measure = 'cv' AND e.mean_share = 0 THEN 'zero_denominator'
            WHEN v.measure = 'max_min' AND e.smallest_share < 0 THEN 'negative_part'
            WHEN v.measure = 'max_min' AND e.smallest_share = 0 THEN 'zero_denominator'
            WHEN v.measure = 'gini' AND (e.smallest_cost_sek < 0 OR e.smallest_base < 0) THEN 'negative_part'
            WHEN v.measure = 'gini' AND e.cost_sek = 0 THEN 'zero_denominator'
        END AS missing,
        concat_ws(
            ',',
            CASE WHEN NOT e.has_k1 THEN 'central_it' END,
            CASE WHEN NOT e.has_k2 THEN 'external_it' END,
            CASE WHEN NOT e.has_k3 THEN 'local_it_staff' END,
            CASE WHEN NOT e.has_k4 THEN 'shadow_it' END
        ) AS counted_zero
    FROM dim_scope_year AS d
    CROSS JOIN variants AS v
    LEFT JOIN fct_equality AS e ON d.unit = e.scope AND d.year = e.year AND v.base = e.base
    WHERE d.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN numerator / nullif(denominator, 0) END AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
