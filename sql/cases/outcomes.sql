-- purpose: what the rules make of each test case
-- grain:   case
-- inputs:  line_out (temp view over line_in)
SELECT line AS number, category, decided_by, rule_id FROM line_out ORDER BY line;
