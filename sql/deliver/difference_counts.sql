-- purpose: how many rows a delivery adds, removes and changes in each part; a change is a removed and an added row of one
--          account, voucher and day, counted in neither
-- grain:   unit, month, source
-- inputs:  line_difference
WITH by_row AS (
    SELECT
        unit,
        month,
        source,
        account,
        voucher,
        date,
        sum(CASE WHEN surplus > 0 THEN surplus ELSE 0 END) AS added,
        sum(CASE WHEN surplus < 0 THEN -surplus ELSE 0 END) AS removed
    FROM line_difference
    GROUP BY unit, month, source, account, voucher, date
)

SELECT
    unit,
    month,
    source,
    CAST(sum(added - least(added, removed)) AS BIGINT) AS added,
    CAST(sum(removed - least(added, removed)) AS BIGINT) AS removed,
    CAST(sum(least(added, removed)) AS BIGINT) AS changed
FROM by_row
GROUP BY unit, month, source;
