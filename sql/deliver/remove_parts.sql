-- purpose: take away what a delivery replaces
-- inputs:  replaced_part (offered: unit, month, source), stored_line
DELETE FROM stored_line
WHERE EXISTS (
    SELECT 1
    FROM replaced_part AS p
    WHERE p.unit = stored_line.unit AND p.month = stored_line.month AND p.source = stored_line.source
);
