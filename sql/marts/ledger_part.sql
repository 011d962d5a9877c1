-- purpose: what is held of each unit and month from each source
-- grain:   unit, month, source
-- inputs:  part_sum (temp table), delivered_part, setting (the sums of years whose lines are purged)
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
CREATE OR REPLACE TABLE ledger_part AS
WITH purged AS (
    SELECT unnest(CAST(content AS JSON[])) AS row FROM setting WHERE name = 'purged_part'
)

SELECT
    p.unit,
    p.month,
    p.source,
    CAST(sum(s.line_count) AS BIGINT) AS row_count,
    CAST(sum(s.amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    max(p.file_id) AS file_id,
    CAST(sum(CASE WHEN s.account_class IN ('4', '5', '6', '7') THEN s.amount_sek ELSE 0 END) AS DECIMAL(18, 2)) AS cost_sek,
    CAST(sum(s.debit_sek) AS DECIMAL(18, 2)) AS debit_sek
FROM part_sum AS s
JOIN delivered_part AS p ON s.part_id = p.part_id
GROUP BY p.unit, p.month, p.source
UNION ALL
SELECT
    row ->> '$.unit',
    CAST(row ->> '$.month' AS INTEGER),
    row ->> '$.source',
    CAST(row ->> '$.row_count' AS BIGINT),
    CAST(row ->> '$.sum_sek' AS DECIMAL(18, 2)),
    CAST(row ->> '$.file_id' AS INTEGER),
    CAST(row ->> '$.cost_sek' AS DECIMAL(18, 2)),
    CAST(row ->> '$.debit_sek' AS DECIMAL(18, 2))
FROM purged;
