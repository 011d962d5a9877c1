-- purpose: how a unit, the municipality or the group has rated itself, the latest last
-- grain:   delivered row
-- inputs:  self_rating (one row per delivered row)
-- params:  $unit
SELECT statement, unit, date, level, source
FROM self_rating
WHERE unit = $unit
ORDER BY date, file_id, line;
