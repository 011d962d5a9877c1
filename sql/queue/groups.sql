-- purpose: undecided cost lines by what could decide them, the largest money first
-- grain:   chart and the columns of the grouping
-- inputs:  opened_line (one row per ledger line), unit (one row per unit)
-- units:   SEK
-- params:  $units, $year (NULL = all), $grouping, $most, $first
WITH undecided AS (
    SELECT
        CASE WHEN $grouping IN ('account', 'account_supplier') THEN u.chart END AS chart,
        CASE WHEN $grouping IN ('account', 'account_supplier') THEN l.account END AS account,
        -- what a line of staff cost says is one person's
        CASE WHEN $grouping IN ('supplier', 'account_supplier') AND NOT l.is_payroll THEN lower(l.supplier) END AS supplier_key,
        CASE WHEN $grouping IN ('supplier', 'account_supplier') AND NOT l.is_payroll THEN l.supplier END AS supplier,
        CASE WHEN $grouping = 'cost_centre' THEN l.cost_centre END AS cost_centre,
        CASE WHEN $grouping = 'counterparty' THEN l.counterparty END AS counterparty,
        l.unit,
        l.month,
        l.amount_sek,
        CASE WHEN NOT l.is_payroll THEN l.text END AS text
    FROM opened_line AS l
    JOIN unit AS u ON l.unit = u.unit
    WHERE l.category = 'unclassified' AND l.unit IN (SELECT unnest(CAST($units AS VARCHAR[])))
        AND ($year IS NULL OR (l.month >= $year * 100 AND l.month < ($year + 1) * 100))
)

SELECT
    chart,
    account,
    min(supplier) AS supplier,
    cost_centre,
    counterparty,
    list_sort(list(DISTINCT unit)) AS units,
    min(month) AS first_month,
    max(month) AS last_month,
    count(*) AS line_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    CAST(sum(abs(amount_sek)) AS DECIMAL(18, 2)) AS absolute_sek,
    min(text) AS example,
    CAST(count(*) OVER () AS BIGINT) AS group_count
FROM undecided
GROUP BY chart, account, supplier_key, cost_centre, counterparty
ORDER BY absolute_sek DESC, account, supplier, cost_centre, counterparty
LIMIT $most OFFSET $first;
