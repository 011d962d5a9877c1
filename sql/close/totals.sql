-- purpose: control totals beside the ledger's own sums of cost (account classes 4 to 7) and of debit
-- grain:   unit, month, source of the total
-- inputs:  control_total, ledger_part (one row per unit, month, source)
-- units:   SEK
-- params:  $unit, $month (NULL asks for every one)
-- A total that bears the name of a source of the month's lines speaks of those alone; any other of the whole month.
WITH given AS (
    SELECT
        unit,
        month,
        source,
        CAST(sum(cost_sek) AS DECIMAL(18, 2)) AS control_sek,
        CAST(sum(debit_sek) AS DECIMAL(18, 2)) AS debit_control_sek
    FROM control_total
    WHERE unit = coalesce(CAST($unit AS VARCHAR), unit) AND month = coalesce(CAST($month AS INTEGER), month)
    GROUP BY unit, month, source
),

whole AS (
    SELECT unit, month, count(*) AS source_count, sum(cost_sek) AS cost_sek, sum(debit_sek) AS debit_sek
    FROM ledger_part
    GROUP BY unit, month
)

SELECT
    g.unit,
    g.month,
    g.source,
    g.control_sek,
    CAST(coalesce(p.cost_sek, w.cost_sek, 0) AS DECIMAL(18, 2)) AS ledger_sek,
    g.debit_control_sek,
    CAST(coalesce(p.debit_sek, w.debit_sek, 0) AS DECIMAL(18, 2)) AS ledger_debit_sek,
    p.source IS NOT NULL AS is_part,
    coalesce(w.source_count, 0) AS source_count
FROM given AS g
LEFT JOIN whole AS w ON g.unit = w.unit AND g.month = w.month
LEFT JOIN ledger_part AS p ON g.unit = p.unit AND g.month = p.month AND g.source = p.source
ORDER BY g.unit, g.month, g.source;
