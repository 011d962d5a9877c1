-- purpose: the names of the kept files
SELECT DISTINCT stored_name FROM delivered_file;
