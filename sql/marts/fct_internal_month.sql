-- purpose: what each unit says it sold inside the group against what the buyer says it bought, month by month
-- grain:   month, seller, buyer (units, or counterparty codes that are no known unit), IT or not
-- inputs:  fct_cost (one row per unit, month and classification), unit (one row per unit)
-- units:   SEK; residual = the seller's income less the buyer's cost
-- IT is what is internal_it: the central IT unit's sales. In a SIE file a rule says so and no counterparty is known: the
-- seller of such a cost is the central IT unit, the buyer of such an income is empty.
CREATE OR REPLACE TABLE fct_internal_month AS
WITH central AS (
    SELECT min(unit) AS unit FROM unit WHERE kind = 'central_it'
),

sold AS (
    SELECT
        c.month,
        c.unit AS seller,
        coalesce(c.counterparty_unit, '') AS buyer,
        c.category = 'internal_it' AS is_it,
        sum(-c.amount_sek) AS seller_income_sek
    FROM fct_cost AS c
    WHERE c.account_class = '3' AND (c.counterparty_unit IS NOT NULL OR c.category = 'internal_it')
    GROUP BY c.month, c.unit, coalesce(c.counterparty_unit, ''), c.category = 'internal_it'
),

bought AS (
    SELECT
        c.month,
        CASE WHEN c.category = 'internal_it' THEN coalesce(z.unit, c.counterparty_unit, '') ELSE c.counterparty_unit END AS seller,
        c.unit AS buyer,
        c.category = 'internal_it' AS is_it,
        sum(c.amount_sek) AS buyer_cost_sek
    FROM fct_cost AS c
    CROSS JOIN central AS z
    WHERE c.account_class IS DISTINCT FROM '3'
        AND (c.category = 'internal_it' OR (c.is_cost AND c.counterparty_unit IS NOT NULL))
    GROUP BY
        c.month,
        CASE WHEN c.category = 'internal_it' THEN coalesce(z.unit, c.counterparty_unit, '') ELSE c.counterparty_unit END,
        c.unit,
        c.category = 'internal_it'
)

SELECT
    coalesce(s.month, b.month) AS month,
    coalesce(s.seller, b.seller) AS seller,
    coalesce(s.buyer, b.buyer) AS buyer,
    coalesce(s.is_it, b.is_it) AS is_it,
    coalesce(s.seller_income_sek, 0) AS seller_income_sek,
    coalesce(b.buyer_cost_sek, 0) AS buyer_cost_sek,
    coalesce(s.seller_income_sek, 0) - coalesce(b.buyer_cost_sek, 0) AS residual_sek
FROM sold AS s
FULL OUTER JOIN bought AS b
    ON s.month = b.month AND s.seller = b.seller AND s.buyer = b.buyer AND s.is_it = b.is_it;
