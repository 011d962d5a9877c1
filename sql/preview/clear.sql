-- purpose: forget the rows that were looked at
DROP VIEW line_out;
DROP VIEW line_in;
