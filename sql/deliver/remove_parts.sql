-- purpose: take away what a delivery replaces
-- inputs:  replaced_part (offered: unit, month, source), ledger_line
DELETE FROM ledger_line
WHERE EXISTS (
    SELECT 1
    FROM replaced_part AS p
    WHERE p.unit = ledger_line.unit AND p.month = ledger_line.month AND p.source = ledger_line.source
);
