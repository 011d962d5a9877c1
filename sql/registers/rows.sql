-- purpose: the stored rows of one register
-- inputs:  register_row
-- params:  $register
SELECT part, source, file_id, line, content FROM register_row WHERE register = $register ORDER BY file_id, line;
