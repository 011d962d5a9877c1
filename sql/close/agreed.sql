-- purpose: a unit's control total of a month beside its ledger's own sums of cost and debit
-- inputs:  control_total (one row per unit, month, source), stored_line
-- params:  $unit, $month
SELECT
    t.control_sek,
    l.ledger_sek,
    t.debit_control_sek,
    l.ledger_debit_sek
FROM (
    SELECT
        CAST(sum(cost_sek) AS DECIMAL(18, 2)) AS control_sek,
        CAST(sum(debit_sek) AS DECIMAL(18, 2)) AS debit_control_sek
    FROM control_total
    WHERE unit = $unit AND month = $month
) AS t
CROSS JOIN (
    SELECT
        CAST(coalesce(sum(CASE WHEN substr(account, 1, 1) IN ('4', '5', '6', '7') THEN amount_sek ELSE 0 END), 0) AS DECIMAL(18, 2))
            AS ledger_sek,
        CAST(coalesce(sum(greatest(amount_sek, 0)), 0) AS DECIMAL(18, 2)) AS ledger_debit_sek
    FROM stored_line
    WHERE unit = $unit AND month = $month
) AS l;
