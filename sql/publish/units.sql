-- purpose: the units that figures are published of
-- grain:   unit
-- inputs:  unit
SELECT unit, name, kind
FROM unit
ORDER BY unit;
