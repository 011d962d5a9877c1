-- purpose: the first of the rules that decide some lines, so that a new rule can be put before it
-- grain:   one row, or none where no rule decides them
-- inputs:  opened_line (one row per ledger line), rule_in_force (one row per rule)
-- params:  $unit, $supplier (small letters; empty = the ledger names none), $any_supplier (then whoever it is), $account
--          (empty = any), $text (an expression; empty = any)
SELECT r.rule_id, r.priority, r.position, r.note, r.category
FROM opened_line AS l
JOIN rule_in_force AS r ON l.rule_id = r.rule_id
WHERE l.unit = $unit
    AND l.is_cost AND l.category = 'not_it' AND l.decided_by = 'rule'
    AND l.counterparty_unit IS NULL
    AND NOT l.is_payroll
    AND ($any_supplier OR coalesce(lower(l.supplier), '') = $supplier)
    AND ($account = '' OR l.account = $account)
    AND ($text = '' OR regexp_matches(lower(l.text), $text, 'i'))
GROUP BY r.rule_id, r.priority, r.position, r.note, r.category
ORDER BY r.priority, r.position
LIMIT 1;
