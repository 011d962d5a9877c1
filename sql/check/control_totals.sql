-- purpose: control totals that the ledger does not agree with, to the öre
-- inputs:  control_total, ledger_part (one row per unit, month, source)
-- The ledger's side is that of close/totals: the lines of the same source where there are such, else the whole month.
WITH given AS (
    SELECT unit, month, source, sum(cost_sek) AS cost_sek, sum(debit_sek) AS debit_sek
    FROM control_total
    GROUP BY unit, month, source
),

whole AS (
    SELECT unit, month, sum(cost_sek) AS cost_sek, sum(debit_sek) AS debit_sek FROM ledger_part GROUP BY unit, month
),

compared AS (
    SELECT
        g.unit,
        g.month,
        g.cost_sek AS control_sek,
        g.debit_sek AS debit_control_sek,
        coalesce(p.cost_sek, w.cost_sek, 0) AS ledger_sek,
        coalesce(p.debit_sek, w.debit_sek, 0) AS ledger_debit_sek
    FROM given AS g
    LEFT JOIN whole AS w ON g.unit = w.unit AND g.month = w.month
    LEFT JOIN ledger_part AS p ON g.unit = p.unit AND g.month = p.month AND g.source = p.source
)

SELECT
    unit,
    month // 100 || '-' || lpad(CAST(month % 100 AS VARCHAR), 2, '0') AS period,
    CAST(ledger_sek AS DECIMAL(18, 2)) AS ledger_sek,
    CAST(control_sek AS DECIMAL(18, 2)) AS control_sek,
    CAST(ledger_sek - control_sek AS DECIMAL(18, 2)) AS difference_sek
FROM compared
WHERE ledger_sek <> control_sek OR (debit_control_sek IS NOT NULL AND ledger_debit_sek <> debit_control_sek)
ORDER BY unit, month;
