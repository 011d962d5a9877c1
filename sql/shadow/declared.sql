-- purpose: what units have declared of shadow IT that no ledger shows
-- grain:   one row per row of the register
-- inputs:  register_row
SELECT source, content FROM register_row WHERE register = 'declared_shadow_it' ORDER BY part, source, line;
