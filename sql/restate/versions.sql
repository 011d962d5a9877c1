-- purpose: the versions of the rules, the last first
-- grain:   version
-- inputs:  rule (one row per version and rule), closed_period (one row per unit, month)
SELECT
    r.version,
    r.rule_count,
    (SELECT count(*) FROM closed_period AS c WHERE c.rule_version = r.version) AS closed_periods
FROM (SELECT version, count(*) AS rule_count FROM rule GROUP BY version) AS r
ORDER BY r.version DESC;
