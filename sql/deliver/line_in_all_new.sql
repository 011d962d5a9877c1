-- purpose: the delivered rows that are to be stored, where that is all of them
-- inputs:  stg_line (temp view)
CREATE OR REPLACE TEMP VIEW line_in AS SELECT * FROM stg_line;
