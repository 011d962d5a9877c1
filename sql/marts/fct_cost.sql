-- purpose: what the ledger sums to, by everything a figure asks about
-- grain:   unit, month, category, activity, nature, funding, counterparty unit, account class, rule
-- inputs:  ledger_line (one row per ledger line)
-- units:   SEK, debit positive
CREATE OR REPLACE TABLE fct_cost AS
SELECT
    unit,
    month,
    month // 100 AS year,
    category,
    activity,
    nature,
    funding,
    counterparty_unit,
    substr(account, 1, 1) AS account_class,
    is_cost,
    decided_by,
    rule_id,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS amount_sek,
    CAST(sum(abs(amount_sek)) AS DECIMAL(18, 2)) AS absolute_sek,
    CAST(sum(greatest(amount_sek, 0)) AS DECIMAL(18, 2)) AS debit_sek,
    count(*) AS line_count
FROM ledger_line
GROUP BY
    unit, month, category, activity, nature, funding, counterparty_unit, substr(account, 1, 1), is_cost, decided_by, rule_id;
