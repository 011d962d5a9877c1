-- purpose: volumes stored before their service was known, or before it moved, belong to its unit of today
-- inputs:  register_row (one row per delivered row)
UPDATE register_row
SET part = coalesce(
    (
        SELECT arg_max(s.content ->> '$.unit', s.content ->> '$.valid_from')
        FROM register_row AS s
        WHERE s.register = 'services' AND s.content ->> '$.service' = register_row.content ->> '$.service'
    ),
    ''
) || '|' || (content ->> '$.period')
WHERE register = 'service_volumes';
