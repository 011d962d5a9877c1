-- purpose: in a copy, the version of the rules that is to be in force
-- params:  $version
DELETE FROM rule_version_in_force;
INSERT INTO rule_version_in_force VALUES ($version);
