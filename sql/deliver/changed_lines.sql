-- purpose: how many stored rows are decided otherwise
-- grain:   one row
-- inputs:  line_changed (temp table)
SELECT count(*) AS row_count FROM line_changed;
