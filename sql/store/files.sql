-- purpose: every delivered file with the act that brought it
-- inputs:  delivered_file, act
SELECT f.*, a.done_at, a.actor FROM delivered_file AS f JOIN act AS a ON f.act_id = a.act_id ORDER BY f.file_id;
