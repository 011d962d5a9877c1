-- purpose: what the ledger sums to, by everything a figure asks about
-- grain:   unit, month, category, activity, nature, funding, counterparty unit, account class, rule
-- inputs:  ledger_line (one row per ledger line), setting (the sums of years whose lines are purged)
-- units:   SEK, debit positive
CREATE OR REPLACE TABLE fct_cost AS
WITH purged AS (
    SELECT unnest(CAST(content AS JSON[])) AS row FROM setting WHERE name = 'purged_cost'
)

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
    unit, month, category, activity, nature, funding, counterparty_unit, substr(account, 1, 1), is_cost, decided_by, rule_id
UNION ALL
SELECT
    row ->> '$.unit',
    CAST(row ->> '$.month' AS INTEGER),
    CAST(row ->> '$.month' AS INTEGER) // 100,
    row ->> '$.category',
    row ->> '$.activity',
    row ->> '$.nature',
    row ->> '$.funding',
    row ->> '$.counterparty_unit',
    row ->> '$.account_class',
    CAST(row ->> '$.is_cost' AS BOOLEAN),
    row ->> '$.decided_by',
    CAST(row ->> '$.rule_id' AS INTEGER),
    CAST(row ->> '$.amount_sek' AS DECIMAL(18, 2)),
    CAST(row ->> '$.absolute_sek' AS DECIMAL(18, 2)),
    CAST(row ->> '$.debit_sek' AS DECIMAL(18, 2)),
    CAST(row ->> '$.line_count' AS BIGINT)
FROM purged;
