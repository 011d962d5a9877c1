-- purpose: take away the parts of one register that a delivery replaces
-- inputs:  replaced_part (offered: part, source; an empty source means any)
-- params:  $register
DELETE FROM register_row
WHERE register = $register
    AND EXISTS (
        SELECT 1
        FROM replaced_part AS p
        WHERE p.part = register_row.part AND (p.source = '' OR p.source = register_row.source)
    );
