-- purpose: who could carry central IT in a year: staff, turnover, and what the central IT unit invoices
-- grain:   unit
-- inputs:  dim_scope_year (one row per unit, year), unit (one row per unit), fct_unit_year (one row per unit, year),
--          fct_internal_pair (one row per year, seller, buyer, IT or not)
-- units:   full-time equivalents, SEK
-- params:  $year
-- Invoiced is the seller's income; only where there is none at all in the year, the buyers' cost (kpis.md section 2).
WITH sold AS (
    SELECT
        buyer,
        sum(seller_income_sek) AS income_sek,
        sum(buyer_cost_sek) AS cost_sek
    FROM fct_internal_pair
    WHERE year = $year AND is_it
    GROUP BY buyer
),

sold_year AS (
    SELECT coalesce(bool_or(income_sek <> 0), FALSE) AS has_income FROM sold
)

SELECT
    s.unit,
    u.name,
    s.kind,
    f.total_fte AS fte,
    f.fte_status,
    f.turnover_sek,
    CAST(coalesce(CASE WHEN y.has_income THEN b.income_sek ELSE b.cost_sek END, 0) AS DECIMAL(18, 2)) AS invoiced_sek,
    y.has_income
FROM dim_scope_year AS s
JOIN unit AS u ON s.unit = u.unit
CROSS JOIN sold_year AS y
LEFT JOIN fct_unit_year AS f ON s.unit = f.unit AND s.year = f.year
LEFT JOIN sold AS b ON s.unit = b.buyer
WHERE s.year = $year AND s.kind IN ('department', 'company', 'digitalisation')
ORDER BY s.unit;
