-- purpose: a year that is open again no longer keeps its turnover
-- inputs:  closed_turnover
-- params:  $unit, $year
DELETE FROM closed_turnover WHERE year = $year AND unit IN ($unit, 'municipality', 'group');
