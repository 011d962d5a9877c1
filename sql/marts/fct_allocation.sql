-- purpose: whose the central IT unit's cost is
-- grain:   unit, year; only units that carry a part
-- inputs:  fct_internal_pair, fct_unit_cost, fct_headcount_year (one row per unit, year), unit (one row per unit)
-- units:   part 0-1, SEK; status_rank 0 outcome, 1 assumption, 2 estimate
-- By what each unit was invoiced, scaled to the gross cost less outside income; by full-time equivalents only where
-- nothing was invoiced in the whole year (kpis.md section 2). Every part is then made of every unit's headcount, so all of
-- them are as weak as its weakest row.
CREATE OR REPLACE TABLE fct_allocation AS
WITH to_carry AS (
    SELECT
        c.year,
        sum(CASE WHEN u.kind = 'central_it' THEN c.outside_income_sek ELSE 0 END) AS outside_income_sek,
        sum(c.k1_sek) AS k1_gross_sek,
        max(CASE WHEN c.has_k1 THEN 1 ELSE 0 END) AS has_k1
    FROM fct_unit_cost AS c
    JOIN unit AS u ON c.unit = u.unit
    GROUP BY c.year
),

invoiced AS (
    SELECT
        p.year,
        p.buyer AS unit,
        sum(p.seller_income_sek) AS seller_income_sek,
        sum(p.buyer_cost_sek) AS buyer_cost_sek
    FROM fct_internal_pair AS p
    JOIN unit AS u ON p.buyer = u.unit
    WHERE u.kind <> 'central_it' AND p.is_it
    GROUP BY p.year, p.buyer
),

invoiced_year AS (
    SELECT
        year,
        max(CASE WHEN seller_income_sek <> 0 THEN 1 ELSE 0 END) AS has_income,
        max(CASE WHEN buyer_cost_sek <> 0 THEN 1 ELSE 0 END) AS has_cost
    FROM invoiced
    GROUP BY year
),

-- Income from a code that is no known unit is invoiced too, though nobody can carry it.
traded_year AS (
    SELECT DISTINCT year FROM fct_internal_pair WHERE is_it AND (seller_income_sek <> 0 OR buyer_cost_sek <> 0)
),

weight AS (
    SELECT
        i.year,
        i.unit,
        CAST(greatest(CASE WHEN y.has_income = 1 THEN i.seller_income_sek ELSE i.buyer_cost_sek END, 0) AS DOUBLE) AS weight,
        CASE WHEN y.has_income = 1 THEN 'invoiced' ELSE 'bought' END AS basis,
        0 AS status_rank
    FROM invoiced AS i
    JOIN invoiced_year AS y ON i.year = y.year
    WHERE y.has_income = 1 OR y.has_cost = 1
    UNION ALL
    SELECT
        h.year,
        h.unit,
        h.total_fte AS weight,
        'fte' AS basis,
        h.status_rank
    FROM fct_headcount_year AS h
    JOIN unit AS u ON h.unit = u.unit
    LEFT JOIN traded_year AS y ON h.year = y.year
    WHERE u.kind IN ('department', 'company', 'digitalisation') AND y.year IS NULL
),

weight_year AS (
    SELECT year, sum(weight ORDER BY unit) AS weight, max(status_rank) AS status_rank FROM weight GROUP BY year
)

SELECT
    w.unit,
    w.year,
    w.basis,
    w.weight,
    w.weight / nullif(t.weight, 0) AS part,
    CAST(c.k1_gross_sek - c.outside_income_sek AS DOUBLE) * w.weight / nullif(t.weight, 0) AS allocated_sek,
    t.status_rank
FROM weight AS w
JOIN weight_year AS t ON w.year = t.year
JOIN to_carry AS c ON w.year = c.year
WHERE c.has_k1 = 1 AND t.weight > 0;
