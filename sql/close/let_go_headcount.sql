-- purpose: a year that is open again no longer keeps its staff
-- inputs:  closed_headcount
-- params:  $unit, $year
DELETE FROM closed_headcount WHERE year = $year AND unit = $unit;
