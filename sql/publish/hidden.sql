-- purpose: which numbers of HTE were kept out of a snapshot
-- grain:   measure, unit, year
-- inputs:  hidden
SELECT
    measure,
    unit,
    year
FROM hidden
ORDER BY measure, unit, year;
