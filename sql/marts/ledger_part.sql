-- purpose: what is held of each unit and month from each source
-- grain:   unit, month, source
-- inputs:  ledger_line (one row per ledger line), setting (the sums of years whose lines are purged)
-- units:   SEK; cost_sek is what stands on accounts of class 4 to 7
CREATE OR REPLACE TABLE ledger_part AS
WITH purged AS (
    SELECT unnest(CAST(content AS JSON[])) AS row FROM setting WHERE name = 'purged_part'
)

SELECT
    unit,
    month,
    source,
    count(*) AS row_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    max(file_id) AS file_id,
    CAST(sum(CASE WHEN substr(account, 1, 1) IN ('4', '5', '6', '7') THEN amount_sek ELSE 0 END) AS DECIMAL(18, 2)) AS cost_sek,
    CAST(sum(greatest(amount_sek, 0)) AS DECIMAL(18, 2)) AS debit_sek
FROM ledger_line
GROUP BY unit, month, source
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
