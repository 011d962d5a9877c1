-- purpose: how many lines and how much money each rule decides
-- grain:   rule in force
-- inputs:  rule_in_force (one row per rule), fct_cost (one row per unit, month and classification)
-- units:   SEK
SELECT
    r.rule_id,
    CAST(coalesce(sum(c.line_count), 0) AS BIGINT) AS line_count,
    CAST(coalesce(sum(c.amount_sek), 0) AS DECIMAL(18, 2)) AS sum_sek,
    max(c.month) AS last_month
FROM rule_in_force AS r
LEFT JOIN fct_cost AS c ON r.rule_id = c.rule_id
GROUP BY r.rule_id
ORDER BY r.rule_id;
