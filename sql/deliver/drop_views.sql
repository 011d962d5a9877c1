-- purpose: forget the rows that were being stored
DROP VIEW line_out;
DROP VIEW line_in;
DROP VIEW line_word;
