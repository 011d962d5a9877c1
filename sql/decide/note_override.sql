-- purpose: note a decision about what a line says
-- inputs:  said (offered: one row)
-- params:  $category, $activity, $nature, $funding, $reason, $act_id
INSERT INTO line_override SELECT s.*, $category, $activity, $nature, $funding, $reason, $act_id FROM said AS s;
