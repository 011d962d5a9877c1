-- purpose: in a copy, every period is open, so that all lines can be decided anew, and the version of the rules is free to choose
DELETE FROM closing;
DELETE FROM closed_turnover;
DELETE FROM closed_headcount;
DROP VIEW rule_version_in_force;
CREATE TABLE rule_version_in_force (version INTEGER NOT NULL);
