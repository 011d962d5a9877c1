-- purpose: control totals that the ledger does not agree with, to the öre
-- inputs:  control_total (one row per unit, month, source), fct_cost (one row per unit, month and classification)
WITH held AS (
    SELECT
        unit,
        month,
        sum(CASE WHEN account_class IN ('4', '5', '6', '7') THEN amount_sek ELSE 0 END) AS cost_sek,
        sum(debit_sek) AS debit_sek
    FROM fct_cost
    GROUP BY unit, month
)

SELECT
    t.unit,
    t.month // 100 || '-' || lpad(CAST(t.month % 100 AS VARCHAR), 2, '0') AS period,
    CAST(coalesce(h.cost_sek, 0) AS DECIMAL(18, 2)) AS ledger_sek,
    t.cost_sek AS control_sek,
    CAST(coalesce(h.cost_sek, 0) - t.cost_sek AS DECIMAL(18, 2)) AS difference_sek
FROM control_total AS t
LEFT JOIN held AS h ON t.unit = h.unit AND t.month = h.month
WHERE coalesce(h.cost_sek, 0) <> t.cost_sek OR (t.debit_sek IS NOT NULL AND coalesce(h.debit_sek, 0) <> t.debit_sek)
ORDER BY t.unit, t.month;
