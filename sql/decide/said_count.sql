-- purpose: how many stored rows say what was decided about
-- inputs:  said_line (temp table)
SELECT count(*) AS line_count FROM said_line;
