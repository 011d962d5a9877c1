-- purpose: the level of IT below which a department or company lacks the means
-- grain:   unit, variant (one year); variant = base
-- inputs:  dim_scope_year (one row per unit, year), fct_equality (one row per scope, year, base: the join cannot multiply rows),
--          parameter (one row per constant and date; of them the one in force on 31 December)
-- units:   numerator the median SEK/SEK (turnover) or SEK/HTE (fte), denominator the factor; value % (turnover) or SEK/HTE (fte)
-- params:  $year
-- value = numerator * denominator: the floor is a part of the median, so the factor stands as the second side.
WITH factor AS (
    SELECT CAST(p.number AS DOUBLE) AS factor
    FROM parameter AS p
    WHERE p.id = 'equality_floor'
        AND p.valid_from = (
            SELECT max(q.valid_from)
            FROM parameter AS q
            WHERE q.id = 'equality_floor' AND q.valid_from <= make_date(CAST($year AS INTEGER), 12, 31)
        )
),

figure AS (
    SELECT
        d.unit,
        v.variant,
        e.median_share AS numerator,
        f.factor AS denominator,
        e.status,
        CASE
            WHEN d.kind NOT IN ('municipality', 'group') THEN 'one_unit'
            WHEN coalesce(e.known_cost, 0) = 0 THEN 'no_it_cost'
            WHEN e.known_base = 0 AND v.variant = 'turnover' THEN 'no_turnover'
            WHEN e.known_base = 0 THEN 'no_headcount'
            WHEN e.units < 2 THEN 'too_few_units'
            WHEN f.factor IS NULL THEN 'no_parameter'
        END AS missing,
        concat_ws(
            ',',
            CASE WHEN NOT e.has_k1 THEN 'central_it' END,
            CASE WHEN NOT e.has_k2 THEN 'external_it' END,
            CASE WHEN NOT e.has_k3 THEN 'local_it_staff' END,
            CASE WHEN NOT e.has_k4 THEN 'shadow_it' END
        ) AS counted_zero
    FROM dim_scope_year AS d
    CROSS JOIN (
        VALUES ('turnover'), ('fte')
    ) AS v (variant)
    LEFT JOIN fct_equality AS e ON d.unit = e.scope AND d.year = e.year AND v.variant = e.base
    LEFT JOIN factor AS f ON TRUE
    WHERE d.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    CASE WHEN missing IS NULL THEN CASE variant WHEN 'turnover' THEN 100 ELSE 1 END * numerator * denominator END AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
