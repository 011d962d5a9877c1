-- purpose: a unit's internal trade up to a month, both ways, and what only one side has booked
-- grain:   seller, buyer, IT or not
-- inputs:  fct_internal_month (one row per month, seller, buyer, IT or not)
-- units:   SEK; residual = the seller's income less the buyer's cost
-- params:  $unit, $first, $month (YYYYMM)
SELECT
    seller,
    buyer,
    is_it,
    CAST(sum(seller_income_sek) AS DECIMAL(18, 2)) AS seller_income_sek,
    CAST(sum(buyer_cost_sek) AS DECIMAL(18, 2)) AS buyer_cost_sek,
    CAST(sum(residual_sek) AS DECIMAL(18, 2)) AS residual_sek
FROM fct_internal_month
WHERE (seller = $unit OR buyer = $unit) AND month BETWEEN $first AND $month
GROUP BY seller, buyer, is_it
ORDER BY abs(sum(residual_sek)) DESC, seller, buyer, is_it;
