-- purpose: units and years whose sums on screen are not the ledger's
-- inputs:  ledger_line (one row per ledger line), fct_unit_cost (one row per unit, year)
WITH ledger AS (
    SELECT unit, month // 100 AS year, sum(amount_sek) AS ledger_sek FROM ledger_line GROUP BY unit, month // 100
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
