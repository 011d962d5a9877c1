-- purpose: the stored rows that are decided otherwise take their new decision
-- inputs:  line_changed (temp table), stored_row
UPDATE stored_row
SET outcome_id = c.outcome_id, counterparty_unit = c.counterparty_unit
FROM line_changed AS c
WHERE stored_row.rowid = c.row_number;
DROP TABLE line_changed;
