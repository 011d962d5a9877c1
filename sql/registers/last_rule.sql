-- purpose: the highest number a rule ever had
-- inputs:  rule (one row per version and rule)
SELECT coalesce(max(rule_id), 0) AS rule_id FROM rule;
