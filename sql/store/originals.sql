-- purpose: the names of the kept files
-- inputs:  delivered_file
SELECT DISTINCT stored_name FROM delivered_file;
