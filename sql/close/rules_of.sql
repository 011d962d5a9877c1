-- purpose: the rules of one version
-- grain:   one row per rule
-- inputs:  rule (one row per version and rule)
-- params:  $version
SELECT * FROM rule WHERE version = $version ORDER BY priority, position;
