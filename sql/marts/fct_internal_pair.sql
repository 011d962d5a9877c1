-- purpose: what the central IT unit says it sold against what each unit says it bought
-- grain:   year, buyer (a unit, or a counterparty code that is no known unit)
-- inputs:  fct_cost (one row per unit, month and classification), unit (one row per unit)
-- units:   SEK; residual = the seller's income less the buyer's cost
CREATE OR REPLACE TABLE fct_internal_pair AS
WITH central AS (
    SELECT min(unit) AS unit FROM unit WHERE kind = 'central_it'
),

sold AS (
    SELECT
        c.year,
        coalesce(c.counterparty_unit, '') AS buyer,
        sum(-c.amount_sek) AS seller_income_sek
    FROM fct_cost AS c
    JOIN unit AS u ON c.unit = u.unit
    WHERE u.kind = 'central_it' AND c.category = 'internal_it' AND c.account_class = '3'
    GROUP BY c.year, coalesce(c.counterparty_unit, '')
),

bought AS (
    SELECT
        c.year,
        c.unit AS buyer,
        sum(c.amount_sek) AS buyer_cost_sek
    FROM fct_cost AS c
    WHERE c.category = 'internal_it' AND c.account_class IS DISTINCT FROM '3'
    GROUP BY c.year, c.unit
)

SELECT
    coalesce(s.year, b.year) AS year,
    (SELECT unit FROM central) AS seller,
    coalesce(s.buyer, b.buyer) AS buyer,
    coalesce(s.seller_income_sek, 0) AS seller_income_sek,
    coalesce(b.buyer_cost_sek, 0) AS buyer_cost_sek,
    coalesce(s.seller_income_sek, 0) - coalesce(b.buyer_cost_sek, 0) AS residual_sek
FROM sold AS s
FULL OUTER JOIN bought AS b ON s.year = b.year AND s.buyer = b.buyer;
