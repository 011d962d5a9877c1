-- purpose: the delivered rows that are to be stored, where that is all of them
-- inputs:  stg_line (temp view)
CREATE OR REPLACE TEMP VIEW line_in AS SELECT *, NULL AS row_number, NULL AS held FROM stg_line;
