-- purpose: the last numbers given out
-- inputs:  delivered_file, act
SELECT
    (SELECT coalesce(max(act_id), 0) FROM act) AS act_id,
    (SELECT coalesce(max(file_id), 0) FROM delivered_file) AS file_id;
