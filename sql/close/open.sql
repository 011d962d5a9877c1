-- purpose: a closed month is open again
-- inputs:  closing
-- params:  $unit, $month, $act_id
UPDATE closing SET reopened_act_id = $act_id WHERE unit = $unit AND month = $month AND reopened_act_id IS NULL;
