-- purpose: what the central IT unit invoices to codes that are no known unit
-- grain:   one row
-- inputs:  fct_internal_pair (one row per year, seller, buyer, IT or not), unit (one row per unit)
-- units:   SEK
-- params:  $year
SELECT CAST(coalesce(sum(p.seller_income_sek), 0) AS DECIMAL(18, 2)) AS unmatched_sek
FROM fct_internal_pair AS p
LEFT JOIN unit AS u ON p.buyer = u.unit
WHERE p.year = $year AND p.is_it AND u.unit IS NULL;
