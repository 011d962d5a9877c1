-- purpose: what registers say of closed months
-- grain:   one row per row of a register
-- inputs:  register_row, closed_period (one row per unit, month)
SELECT c.unit, c.month, r.register, r.source, r.content
FROM register_row AS r
JOIN closed_period AS c ON r.part = c.unit || '|' || CAST(c.month // 100 AS VARCHAR) || '-' || lpad(CAST(c.month % 100 AS VARCHAR), 2, '0')
WHERE r.register IN ('headcount', 'backlog', 'control_totals')
ORDER BY c.unit, c.month, r.register, r.source, r.content;
