-- purpose: the months that lines lie in, and which of them are closed
-- grain:   unit, month
-- inputs:  period
SELECT
    unit,
    month,
    is_closed
FROM period
ORDER BY unit, month;
