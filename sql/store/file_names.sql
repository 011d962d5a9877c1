-- purpose: the names of the delivered files, by the act that brought them
-- inputs:  delivered_file
SELECT act_id, file_name FROM delivered_file ORDER BY file_id;
