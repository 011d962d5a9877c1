-- purpose: take away what a delivery replaces
-- inputs:  replaced_part (offered: unit, month, source), stored_row, delivered_part
DELETE FROM stored_row
WHERE part_id IN (
    SELECT d.part_id
    FROM delivered_part AS d
    JOIN replaced_part AS p ON d.unit = p.unit AND d.month = p.month AND d.source = p.source
);
DELETE FROM delivered_part
WHERE EXISTS (
    SELECT 1
    FROM replaced_part AS p
    WHERE p.unit = delivered_part.unit AND p.month = delivered_part.month AND p.source = delivered_part.source
);
