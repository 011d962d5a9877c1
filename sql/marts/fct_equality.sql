-- purpose: how evenly the means are spread over the departments and companies of the municipality and the group
-- grain:   scope, year, base
-- inputs:  fct_compared_unit (one row per scope, year, base, unit)
-- units:   shares SEK/SEK or SEK/HTE; lorenz_area is that between the diagonal and the curve, 0-0.5
-- Over the units that have a share; `known_cost` and `known_base` count those that have its sides. Sums of what is no
-- DECIMAL go in the order of units, so that the same store always gives the same last digit.
CREATE OR REPLACE TABLE fct_equality AS
WITH compared AS (
    SELECT scope, year, base, unit, cost_sek, base_number, share
    FROM fct_compared_unit
    WHERE share IS NOT NULL
),

known AS (
    SELECT
        scope,
        year,
        base,
        count(cost_sek) AS known_cost,
        count(base_number) AS known_base,
        count(share) AS units,
        max(
            CASE WHEN share IS NULL THEN NULL WHEN status = 'uppskattad' THEN 2 WHEN status = 'antagande' THEN 1 ELSE 0 END
        ) AS status_rank,
        bool_or(share IS NOT NULL AND has_k1) AS has_k1,
        bool_or(share IS NOT NULL AND has_k2) AS has_k2,
        bool_or(share IS NOT NULL AND has_k3) AS has_k3,
        bool_or(share IS NOT NULL AND has_k4) AS has_k4
    FROM fct_compared_unit
    GROUP BY scope, year, base
),

middle AS (
    SELECT
        scope,
        year,
        base,
        sum(share ORDER BY unit) / count(*) AS mean_share,
        median(share) AS median_share,
        min(share) AS smallest_share,
        max(share) AS largest_share,
        min(cost_sek) AS smallest_cost_sek,
        min(base_number) AS smallest_base,
        sum(cost_sek ORDER BY unit) AS cost_sek,
        sum(base_number ORDER BY unit) AS base_number
    FROM compared
    GROUP BY scope, year, base
),

deviation AS (
    SELECT
        c.scope,
        c.year,
        c.base,
        sqrt(sum((c.share - m.mean_share) * (c.share - m.mean_share) ORDER BY c.unit) / count(*)) AS share_deviation
    FROM compared AS c
    JOIN middle AS m ON c.scope = m.scope AND c.year = m.year AND c.base = m.base
    GROUP BY c.scope, c.year, c.base
),

-- Of every pair, the triangle that it spans under the diagonal: together they are the area of the Lorenz curve of cost
-- against base, which so is never negative.
pair AS (
    SELECT
        a.scope,
        a.year,
        a.base,
        sum(abs(a.cost_sek * b.base_number - b.cost_sek * a.base_number) ORDER BY a.unit, b.unit) AS difference
    FROM compared AS a
    JOIN compared AS b ON a.scope = b.scope AND a.year = b.year AND a.base = b.base AND a.unit < b.unit
    GROUP BY a.scope, a.year, a.base
)

SELECT
    k.scope,
    k.year,
    k.base,
    k.known_cost,
    k.known_base,
    k.units,
    CASE k.status_rank WHEN 2 THEN 'uppskattad' WHEN 1 THEN 'antagande' WHEN 0 THEN 'utfall' END AS status,
    coalesce(k.has_k1, FALSE) AS has_k1,
    coalesce(k.has_k2, FALSE) AS has_k2,
    coalesce(k.has_k3, FALSE) AS has_k3,
    coalesce(k.has_k4, FALSE) AS has_k4,
    m.mean_share,
    m.median_share,
    m.smallest_share,
    m.largest_share,
    m.smallest_cost_sek,
    m.smallest_base,
    d.share_deviation,
    m.cost_sek,
    p.difference / (2 * nullif(m.cost_sek, 0) * nullif(m.base_number, 0)) AS lorenz_area
FROM known AS k
LEFT JOIN middle AS m ON k.scope = m.scope AND k.year = m.year AND k.base = m.base
LEFT JOIN deviation AS d ON k.scope = d.scope AND k.year = d.year AND k.base = d.base
LEFT JOIN pair AS p ON k.scope = p.scope AND k.year = p.year AND k.base = p.base;
