-- purpose: an earlier decision about what a line says gives way
-- inputs:  said (offered: one row), line_override
DELETE FROM line_override
WHERE EXISTS (
    SELECT 1
    FROM said AS s
    WHERE s.unit = line_override.unit AND s.date = line_override.date AND s.amount_sek = line_override.amount_sek
        AND s.account IS NOT DISTINCT FROM line_override.account
        AND s.cost_centre IS NOT DISTINCT FROM line_override.cost_centre
        AND s.activity_code IS NOT DISTINCT FROM line_override.activity_code
        AND s.project IS NOT DISTINCT FROM line_override.project
        AND s.object IS NOT DISTINCT FROM line_override.object
        AND s.counterparty IS NOT DISTINCT FROM line_override.counterparty
        AND s.supplier_id IS NOT DISTINCT FROM line_override.supplier_id
        AND s.supplier IS NOT DISTINCT FROM line_override.supplier
        AND s.voucher IS NOT DISTINCT FROM line_override.voucher
        AND s.period_given IS NOT DISTINCT FROM line_override.period_given
        AND s.text IS NOT DISTINCT FROM line_override.text
);
