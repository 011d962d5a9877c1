-- purpose: the version of the rules in force
-- inputs:  rule_version_in_force
SELECT version FROM rule_version_in_force;
