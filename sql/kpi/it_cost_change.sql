-- purpose: how fast IT cost grows, in SEK and as a share of the turnover
-- grain:   unit, variant (one year and its base year)
-- inputs:  fct_unit_year (one row per unit and year: the join of two years cannot multiply rows)
-- units:   numerator, denominator SEK (nominal) or SEK/SEK (share); value %
-- params:  $year, $base_year (NULL = the year before)
-- numerator = x of the year, denominator = x of the base year;
-- x is the amount (nominal) or the amount / turnover, unrounded (share).
-- A category counted as 0 in either year is named: it makes the change a change of coverage.
WITH variants (variant, scope, measure) AS (
    VALUES
        ('total_nominal', 'total', 'nominal'),
        ('total_share', 'total', 'share'),
        ('central_nominal', 'central', 'nominal'),
        ('central_share', 'central', 'share')
),

basis AS (
    SELECT
        unit,
        year,
        total_it_sek,
        k1_card_sek,
        turnover_sek,
        turnover_status,
        k3_from = 'headcount' OR k4_declared_sek <> 0 AS is_estimate,
        k1_part_status,
        k1_card_status,
        CASE
            WHEN total_it_sek IS NULL AND k1_part_sek IS NULL AND count(k1_gross_sek) OVER (PARTITION BY year) > 0
                THEN 'no_allocation'
            WHEN total_it_sek IS NULL THEN 'no_it_cost'
        END AS total_missing,
        CASE
            WHEN k1_card_sek IS NULL AND kind NOT IN ('group', 'municipality')
                AND count(k1_gross_sek) OVER (PARTITION BY year) > 0
                THEN 'no_allocation'
            WHEN k1_card_sek IS NULL THEN 'no_central_it'
        END AS central_missing,
        CASE
            WHEN turnover_sek IS NULL THEN 'no_turnover'
            WHEN turnover_sek = 0 THEN 'zero_denominator'
        END AS share_missing,
        k1_part_sek IS NULL OR (k1_part_sek = 0 AND NOT has_k1) AS lacks_k1,
        NOT has_k2 AS lacks_k2,
        NOT has_k3 AS lacks_k3,
        NOT has_k4 AS lacks_k4
    FROM fct_unit_year
    WHERE year IN ($year, coalesce(CAST($base_year AS INTEGER), $year - 1))
),

measured AS (
    SELECT
        b.unit,
        b.year,
        v.variant,
        CASE v.scope WHEN 'total' THEN b.total_it_sek ELSE b.k1_card_sek END
            / CASE v.measure WHEN 'share' THEN nullif(CAST(b.turnover_sek AS DOUBLE), 0) ELSE 1 END AS x,
        CASE
            WHEN v.scope = 'total' AND b.is_estimate THEN 'uppskattad'
            WHEN v.scope = 'total' THEN b.k1_part_status
            ELSE b.k1_card_status
        END AS cost_status,
        CASE v.measure WHEN 'share' THEN b.turnover_status ELSE 'utfall' END AS base_status,
        coalesce(
            CASE v.scope WHEN 'total' THEN b.total_missing ELSE b.central_missing END,
            CASE v.measure WHEN 'share' THEN b.share_missing END
        ) AS missing,
        v.scope = 'total' AND b.lacks_k1 AS lacks_k1,
        v.scope = 'total' AND b.lacks_k2 AS lacks_k2,
        v.scope = 'total' AND b.lacks_k3 AS lacks_k3,
        v.scope = 'total' AND b.lacks_k4 AS lacks_k4
    FROM basis AS b
    CROSS JOIN variants AS v
),

figure AS (
    SELECT
        this_year.unit,
        this_year.variant,
        this_year.x AS numerator,
        base_year.x AS denominator,
        CASE
            WHEN 'uppskattad' IN (
                this_year.cost_status, this_year.base_status, base_year.cost_status, base_year.base_status
            )
                THEN 'uppskattad'
            WHEN 'antagande' IN (
                this_year.cost_status, this_year.base_status, base_year.cost_status, base_year.base_status
            )
                THEN 'antagande'
            ELSE 'utfall'
        END AS status,
        CASE
            WHEN this_year.missing IS NOT NULL THEN this_year.missing
            WHEN base_year.x IS NULL THEN 'no_base_year'
            WHEN base_year.x = 0 THEN 'zero_denominator'
        END AS missing,
        concat_ws(
            ',',
            CASE WHEN this_year.lacks_k1 OR base_year.lacks_k1 THEN 'central_it' END,
            CASE WHEN this_year.lacks_k2 OR base_year.lacks_k2 THEN 'external_it' END,
            CASE WHEN this_year.lacks_k3 OR base_year.lacks_k3 THEN 'local_it_staff' END,
            CASE WHEN this_year.lacks_k4 OR base_year.lacks_k4 THEN 'shadow_it' END
        ) AS counted_zero
    FROM measured AS this_year
    LEFT JOIN measured AS base_year
        ON base_year.unit = this_year.unit
        AND base_year.variant = this_year.variant
        AND base_year.year = coalesce(CAST($base_year AS INTEGER), $year - 1)
    WHERE this_year.year = $year
)

SELECT
    unit,
    variant,
    numerator,
    denominator,
    100 * (numerator / nullif(denominator, 0) - 1) AS value,
    CASE WHEN missing IS NULL THEN status END AS status,
    missing,
    CASE WHEN missing IS NULL THEN nullif(counted_zero, '') END AS counted_zero
FROM figure
