-- purpose: the stored rows that the units and rules now in force decide otherwise take their new decision
-- inputs:  line_out (temp view over line_in), stored_line
CREATE OR REPLACE TEMP TABLE line_changed AS
SELECT *
FROM line_out
WHERE held IS DISTINCT FROM struct_pack(
        counterparty_unit := counterparty_unit, is_cost := is_cost, category := category, activity := activity, nature := nature,
        funding := funding, decided_by := decided_by, rule_id := rule_id
    );
DELETE FROM stored_line WHERE rowid IN (SELECT row_number FROM line_changed);
INSERT INTO stored_line SELECT * EXCLUDE (row_number, held) FROM line_changed;
DROP TABLE line_changed;
DROP VIEW line_out;
DROP VIEW line_in;
