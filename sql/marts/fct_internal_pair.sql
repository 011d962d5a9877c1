-- purpose: what each unit says it sold inside the group in a year against what the buyer says it bought
-- grain:   year, seller, buyer (units, or counterparty codes that are no known unit), IT or not
-- inputs:  fct_internal_month (one row per month, seller, buyer, IT or not)
-- units:   SEK; residual = the seller's income less the buyer's cost
CREATE OR REPLACE TABLE fct_internal_pair AS
SELECT
    month // 100 AS year,
    seller,
    buyer,
    is_it,
    sum(seller_income_sek) AS seller_income_sek,
    sum(buyer_cost_sek) AS buyer_cost_sek,
    sum(residual_sek) AS residual_sek
FROM fct_internal_month
GROUP BY month // 100, seller, buyer, is_it;
