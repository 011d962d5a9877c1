-- purpose: the rules in force, in the order they are asked
-- inputs:  rule_in_force
SELECT * FROM rule_in_force ORDER BY priority, position;
