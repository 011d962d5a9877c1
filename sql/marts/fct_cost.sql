-- purpose: what the ledger sums to, by everything a figure asks about
-- grain:   unit, month, category, activity, nature, funding, counterparty unit, account class, rule
-- inputs:  part_sum (temp table), delivered_part, outcome, setting (the sums of years whose lines are purged)
-- units:   SEK, debit positive
CREATE OR REPLACE TABLE fct_cost AS
WITH purged AS (
    SELECT unnest(CAST(content AS JSON[])) AS row FROM setting WHERE name = 'purged_cost'
)

SELECT
    p.unit,
    p.month,
    p.month // 100 AS year,
    o.category,
    o.activity,
    o.nature,
    o.funding,
    s.counterparty_unit,
    s.account_class,
    o.is_cost,
    o.decided_by,
    o.rule_id,
    CAST(sum(s.amount_sek) AS DECIMAL(18, 2)) AS amount_sek,
    CAST(sum(s.absolute_sek) AS DECIMAL(18, 2)) AS absolute_sek,
    CAST(sum(s.debit_sek) AS DECIMAL(18, 2)) AS debit_sek,
    CAST(sum(s.line_count) AS BIGINT) AS line_count
FROM part_sum AS s
JOIN delivered_part AS p ON s.part_id = p.part_id
JOIN outcome AS o ON s.outcome_id = o.outcome_id
GROUP BY
    p.unit, p.month, o.category, o.activity, o.nature, o.funding, s.counterparty_unit, s.account_class, o.is_cost, o.decided_by,
    o.rule_id
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
