-- purpose: forget outcomes that no line has
-- inputs:  stored_row, outcome
DELETE FROM outcome WHERE outcome_id NOT IN (SELECT outcome_id FROM stored_row);
