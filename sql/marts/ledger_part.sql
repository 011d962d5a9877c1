-- purpose: what is held of each unit and month from each source
-- grain:   unit, month, source
-- inputs:  ledger_line (one row per ledger line)
CREATE OR REPLACE TABLE ledger_part AS
SELECT
    unit,
    month,
    source,
    count(*) AS row_count,
    CAST(sum(amount_sek) AS DECIMAL(18, 2)) AS sum_sek,
    max(file_id) AS file_id
FROM ledger_line
GROUP BY unit, month, source;
