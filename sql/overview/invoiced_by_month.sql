-- purpose: what each unit was invoiced for IT inside the group month by month, by which the central cost is shared out
-- grain:   unit, month
-- inputs:  fct_cost (one row per unit, month and classification), fct_allocation (one row per unit, year), unit (one row per unit)
-- units:   SEK
-- By the seller's income or, in a year when that is what the year is shared out by, by the buyer's own cost.
WITH basis AS (
    SELECT DISTINCT year, basis FROM fct_allocation
),

traded AS (
    SELECT
        c.year,
        c.month,
        c.counterparty_unit AS unit,
        'invoiced' AS basis,
        -c.amount_sek AS weight_sek
    FROM fct_cost AS c
    WHERE c.category = 'internal_it' AND c.account_class = '3'
    UNION ALL
    SELECT
        c.year,
        c.month,
        c.unit,
        'bought' AS basis,
        c.amount_sek AS weight_sek
    FROM fct_cost AS c
    WHERE c.category = 'internal_it' AND c.account_class IS DISTINCT FROM '3'
)

SELECT t.unit, t.month, CAST(sum(t.weight_sek) AS DECIMAL(18, 2)) AS weight_sek
FROM traded AS t
JOIN basis AS b ON t.year = b.year AND t.basis = b.basis
JOIN unit AS u ON t.unit = u.unit
WHERE u.kind <> 'central_it'
GROUP BY t.unit, t.month
ORDER BY t.unit, t.month;
