-- purpose: the rules in force in the form of their register
-- inputs:  rule_in_force
SELECT
    priority, chart, valid_from, valid_to, unit, account_from, account_to, cost_centre, activity_code, project,
    counterparty, supplier, text, category, activity, nature, funding, note
FROM rule_in_force
ORDER BY position;
