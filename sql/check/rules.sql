-- purpose: rules that lines point to and that do not exist
-- inputs:  ledger_line (one row per ledger line), rule (one row per version and rule)
SELECT DISTINCT 'regel ' || l.rule_id || ' (version ' || l.rule_version || ')' AS file
FROM ledger_line AS l
LEFT JOIN rule AS r ON l.rule_id = r.rule_id AND l.rule_version = r.version
WHERE l.rule_id IS NOT NULL AND r.rule_id IS NULL;
