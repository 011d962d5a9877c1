-- purpose: the closing that holds for a unit's month
-- inputs:  closing
-- params:  $unit, $month
SELECT * FROM closing WHERE unit = $unit AND month = $month AND reopened_act_id IS NULL;
