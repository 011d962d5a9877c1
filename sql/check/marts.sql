-- purpose: units and years whose sums on screen are not the ledger's
-- inputs:  ledger_line (one row per ledger line), setting (the sums of years whose lines are purged),
--          fct_unit_cost (one row per unit, year)
WITH purged AS (
    SELECT unnest(CAST(content AS JSON[])) AS row FROM setting WHERE name = 'purged_part'
),

booked AS (
    SELECT unit, month // 100 AS year, amount_sek FROM ledger_line
    UNION ALL
    SELECT row ->> '$.unit', CAST(row ->> '$.month' AS INTEGER) // 100, CAST(row ->> '$.sum_sek' AS DECIMAL(18, 2)) FROM purged
),

ledger AS (
    SELECT unit, year, sum(amount_sek) AS ledger_sek FROM booked GROUP BY unit, year
)

SELECT
    coalesce(l.unit, c.unit) AS unit,
    coalesce(l.year, c.year) AS year,
    CAST(
        c.k1_sek + c.k2_sek + c.k3_sek + c.k4_sek + c.digitalisation_excl_sek + c.digitalisation_invest_sek + c.it_investment_sek
        + c.internal_it_sek + c.not_it_sek + c.unclassified_sek AS DECIMAL(18, 2)
    ) AS categories_sek,
    CAST(l.ledger_sek AS DECIMAL(18, 2)) AS ledger_sek
FROM ledger AS l
FULL OUTER JOIN fct_unit_cost AS c ON l.unit = c.unit AND l.year = c.year
WHERE l.ledger_sek IS DISTINCT FROM
    c.k1_sek + c.k2_sek + c.k3_sek + c.k4_sek + c.digitalisation_excl_sek + c.digitalisation_invest_sek + c.it_investment_sek
    + c.internal_it_sek + c.not_it_sek + c.unclassified_sek
ORDER BY unit, year;
