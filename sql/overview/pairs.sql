-- purpose: internal sales of each seller against what each buyer has booked
-- grain:   seller, buyer, IT or not
-- inputs:  fct_internal_pair (one row per year, buyer), unit (one row per unit)
-- units:   SEK; residual = seller's income less buyer's cost
-- params:  $year
SELECT
    p.seller,
    t.name AS seller_name,
    p.buyer,
    u.name AS buyer_name,
    p.is_it,
    CAST(p.seller_income_sek AS DECIMAL(18, 2)) AS seller_income_sek,
    CAST(p.buyer_cost_sek AS DECIMAL(18, 2)) AS buyer_cost_sek,
    CAST(p.residual_sek AS DECIMAL(18, 2)) AS residual_sek
FROM fct_internal_pair AS p
LEFT JOIN unit AS u ON p.buyer = u.unit
LEFT JOIN unit AS t ON p.seller = t.unit
WHERE p.year = $year
ORDER BY p.is_it DESC, abs(p.residual_sek) DESC, p.seller, p.buyer;
