-- purpose: the units of a snapshot
-- grain:   unit
-- inputs:  unit
SELECT
    unit,
    name,
    kind
FROM unit
ORDER BY unit;
