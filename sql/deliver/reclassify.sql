-- purpose: the stored rows that are decided otherwise take their new decision
-- inputs:  line_changed (temp table), stored_line
DELETE FROM stored_line WHERE rowid IN (SELECT row_number FROM line_changed);
INSERT INTO stored_line SELECT * EXCLUDE (row_number, held) FROM line_changed;
DROP TABLE line_changed;
