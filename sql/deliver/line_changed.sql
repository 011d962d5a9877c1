-- purpose: the stored rows that the units and rules now in force decide otherwise
-- grain:   one row per changed row
-- inputs:  line_out (temp view over line_in)
CREATE OR REPLACE TEMP TABLE line_changed AS
SELECT row_number, outcome_id, counterparty_unit
FROM line_out
WHERE held IS DISTINCT FROM struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    );
