-- purpose: note that a unit's month is closed; the closing carries its act's number
-- params:  $unit, $month, $rule_version, $line_count, $sum_sek, $hash, $act_id
INSERT INTO closing VALUES ($act_id, $unit, $month, $rule_version, $line_count, $sum_sek, $hash, $act_id, NULL);
