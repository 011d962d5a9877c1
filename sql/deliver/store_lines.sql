-- purpose: store the delivered rows, classified
-- inputs:  line_out (temp view)
INSERT INTO stored_line SELECT * EXCLUDE (row_number, held) FROM line_out;
